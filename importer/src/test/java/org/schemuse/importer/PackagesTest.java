package org.schemuse.importer;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packages are stages, and arrows go one way. */
class PackagesTest {
    private static final String ROOT = "org.schemuse.importer";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Each stage may use those before it in this order, as far as the next rules allow. */
    private static final List<String> STAGES = List.of(
            "finding",
            "file",
            "source",
            "load.target",
            "load.ledger",
            "load.copy",
            "load.defer",
            "load.merge",
            "load.undo",
            "load",
            "table.fault",
            "table.file",
            "table.shape",
            "table.mapping",
            "table.value",
            "table.judge",
            "table.proposal",
            "table",
            "mud.generate",
            "mud.world",
            "mud.format",
            "mud.row",
            "mud.update",
            "mud.export",
            "mud.verify");

    /** Whatever is in these words is known to the callers of the engine alone. */
    private static final Pattern WORDS_OF_WORLDS = Pattern.compile("world|dbref|vibemuse", Pattern.CASE_INSENSITIVE);

    @Test
    void everyStageKnowsOnlyTheStagesBeforeIt() {
        var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String stage : STAGES) {
            String name = ROOT + "." + stage;
            layers = stage.equals("mud.format")
                    ? layers.layer(stage).definedBy(name + "..")
                    : layers.layer(stage).definedBy(name);
        }
        layers = layers.layer("services").definedBy(ROOT);
        for (int i = 0; i < STAGES.size(); i++) {
            List<String> later = new ArrayList<>(STAGES.subList(i + 1, STAGES.size()));
            later.add("services");
            layers = layers.whereLayer(STAGES.get(i)).mayOnlyBeAccessedByLayers(later.toArray(String[]::new));
        }
        layers.whereLayer("services").mayNotBeAccessedByAnyLayer().check(CLASSES);
    }

    @Test
    void everyPackageIsAStage() {
        // A folder of stages holds its description alone.
        assertThat(CLASSES.stream()
                        .filter(known -> !known.getSimpleName().equals("package-info"))
                        .map(known -> known.getPackageName().substring(ROOT.length())))
                .allMatch(name ->
                        name.isEmpty() || STAGES.contains(name.substring(1)) || name.startsWith(".mud.format."));
    }

    @Test
    void packagesHaveNoCycle() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theEngineKnowsNoWorld() throws IOException {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".load..", ROOT + ".source..", ROOT + ".finding..", ROOT + ".file..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".mud..")
                .check(CLASSES);
        for (String stage : List.of("load", "source")) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/schemuse/importer/" + stage))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readAllLines(file))
                            .as("%s names nothing of worlds", file)
                            .noneMatch(line -> WORDS_OF_WORLDS.matcher(line).find());
                }
            }
        }
    }

    @Test
    void noClassNamesADialect() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".mud.format.muse")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".mud.format.muse")
                .check(CLASSES);
    }

    @Test
    void aWorldIsOfNoFormat() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".mud.world")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".mud.format..")
                .check(CLASSES);
    }

    @Test
    void theImporterKnowsNothingOfTheChangelog() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.schemuse.changelog..")
                .check(CLASSES);
    }

    @Test
    void theStagesBeforeTheDatabaseDoNotKnowIt() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        "org.schemuse.importer.finding",
                        "org.schemuse.importer.file",
                        "org.schemuse.importer.source",
                        "org.schemuse.importer.mud.format..",
                        "org.schemuse.importer.mud.world",
                        "org.schemuse.importer.mud.row")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.jdbi..", "org.postgresql..")
                .check(CLASSES);
    }
}
