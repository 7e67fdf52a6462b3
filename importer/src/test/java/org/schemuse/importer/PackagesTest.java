package org.schemuse.importer;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** Packages are stages, and arrows go one way. */
class PackagesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.schemuse.importer");

    @Test
    void everyStageKnowsOnlyTheStagesBeforeIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("finding")
                .definedBy("org.schemuse.importer.finding")
                .layer("file")
                .definedBy("org.schemuse.importer.file")
                .layer("source")
                .definedBy("org.schemuse.importer.source")
                .layer("format")
                .definedBy("org.schemuse.importer.mud.format..")
                .layer("world")
                .definedBy("org.schemuse.importer.mud.world")
                .layer("row")
                .definedBy("org.schemuse.importer.mud.row")
                .layer("load")
                .definedBy("org.schemuse.importer.load..")
                .layer("export")
                .definedBy("org.schemuse.importer.mud.export")
                .layer("generate")
                .definedBy("org.schemuse.importer.mud.generate")
                .layer("verify")
                .definedBy("org.schemuse.importer.mud.verify")
                .layer("importer")
                .definedBy("org.schemuse.importer")
                .whereLayer("importer")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("export")
                .mayOnlyBeAccessedByLayers("row", "verify", "importer")
                .whereLayer("generate")
                .mayOnlyBeAccessedByLayers("importer")
                .whereLayer("verify")
                .mayOnlyBeAccessedByLayers("importer")
                .whereLayer("load")
                .mayOnlyBeAccessedByLayers("row", "verify", "importer")
                .whereLayer("row")
                .mayOnlyBeAccessedByLayers("load", "verify", "importer")
                .whereLayer("world")
                .mayOnlyBeAccessedByLayers("row", "load", "verify", "importer")
                .whereLayer("format")
                .mayOnlyBeAccessedByLayers("generate", "export", "world", "row", "load", "verify", "importer")
                .whereLayer("file")
                .mayOnlyBeAccessedByLayers("source", "importer")
                .whereLayer("source")
                .mayOnlyBeAccessedByLayers("format", "world", "row", "load", "export", "verify", "importer")
                .check(CLASSES);
    }

    @Test
    void onlyTheRegistryOfFormatsKnowsADialect() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("org.schemuse.importer.mud.format.muse")
                .and()
                .doNotHaveFullyQualifiedName("org.schemuse.importer.mud.format.MudFormats")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.schemuse.importer.mud.format.muse")
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
    void onlyLoadAndVerifyTouchTheDatabase() {
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
