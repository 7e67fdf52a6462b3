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
                .layer("problem")
                .definedBy("org.schemuse.importer.problem")
                .layer("file")
                .definedBy("org.schemuse.importer.file")
                .layer("source")
                .definedBy("org.schemuse.importer.source")
                .layer("dump")
                .definedBy("org.schemuse.importer.dump..")
                .layer("world")
                .definedBy("org.schemuse.importer.world")
                .layer("row")
                .definedBy("org.schemuse.importer.row")
                .layer("load")
                .definedBy("org.schemuse.importer.load")
                .layer("export")
                .definedBy("org.schemuse.importer.export")
                .layer("generate")
                .definedBy("org.schemuse.importer.generate")
                .layer("verify")
                .definedBy("org.schemuse.importer.verify")
                .layer("importer")
                .definedBy("org.schemuse.importer")
                .whereLayer("importer")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("export")
                .mayOnlyBeAccessedByLayers("verify", "importer")
                .whereLayer("generate")
                .mayOnlyBeAccessedByLayers("importer")
                .whereLayer("verify")
                .mayOnlyBeAccessedByLayers("importer")
                .whereLayer("load")
                .mayOnlyBeAccessedByLayers("verify", "importer")
                .whereLayer("row")
                .mayOnlyBeAccessedByLayers("load", "verify", "importer")
                .whereLayer("world")
                .mayOnlyBeAccessedByLayers("row", "load", "verify", "importer")
                .whereLayer("dump")
                .mayOnlyBeAccessedByLayers("generate", "export", "world", "row", "load", "verify", "importer")
                .whereLayer("file")
                .mayOnlyBeAccessedByLayers("source", "importer")
                .whereLayer("source")
                .mayOnlyBeAccessedByLayers("dump", "world", "row", "load", "export", "verify", "importer")
                .check(CLASSES);
    }

    @Test
    void onlyTheImporterItselfChoosesADialect() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("org.schemuse.importer", "org.schemuse.importer.dump.muse")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.schemuse.importer.dump.muse")
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
                        "org.schemuse.importer.problem",
                        "org.schemuse.importer.file",
                        "org.schemuse.importer.source",
                        "org.schemuse.importer.dump..",
                        "org.schemuse.importer.world",
                        "org.schemuse.importer.row")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.jdbi..", "org.postgresql..")
                .check(CLASSES);
    }
}
