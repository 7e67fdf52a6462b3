package org.schemuse.changelog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Packages are stages and arrows go one way. */
class PackagesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.schemuse.changelog");

    @Test
    void arrowsGoFromSchemaToLiquibaseToCatalog() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("proof")
                .definedBy("org.schemuse.changelog.proof..")
                .layer("preview")
                .definedBy("org.schemuse.changelog.preview..")
                .whereLayer("preview")
                .mayNotBeAccessedByAnyLayer()
                .layer("lint")
                .definedBy("org.schemuse.changelog.lint..")
                .whereLayer("lint")
                .mayNotBeAccessedByAnyLayer()
                .layer("schema")
                .definedBy("org.schemuse.changelog.schema..")
                .layer("liquibase")
                .definedBy("org.schemuse.changelog.liquibase..")
                .layer("catalog")
                .definedBy("org.schemuse.changelog.catalog..")
                .layer("fingerprint")
                .definedBy("org.schemuse.changelog.fingerprint..")
                .layer("redis")
                .definedBy("org.schemuse.changelog.redis..")
                .layer("lock")
                .definedBy("org.schemuse.changelog.lock..")
                .whereLayer("lock")
                .mayOnlyBeAccessedByLayers("schema", "liquibase")
                .layer("privilege")
                .definedBy("org.schemuse.changelog.privilege..")
                .whereLayer("privilege")
                .mayOnlyBeAccessedByLayers("schema", "liquibase", "lock", "lint")
                .layer("dictionary")
                .definedBy("org.schemuse.changelog.dictionary..")
                .whereLayer("dictionary")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("redis")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("proof")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("schema")
                .mayOnlyBeAccessedByLayers("proof", "preview")
                .whereLayer("fingerprint")
                .mayOnlyBeAccessedByLayers("proof", "schema")
                .whereLayer("liquibase")
                .mayOnlyBeAccessedByLayers("proof", "preview", "schema", "lint")
                .whereLayer("catalog")
                .mayOnlyBeAccessedByLayers("proof", "preview", "schema", "liquibase", "redis", "lint")
                .check(CLASSES);
    }

    @Test
    void onlyOnePackageTouchesLiquibase() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.schemuse.changelog.liquibase..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("liquibase..")
                .check(CLASSES);
    }

    @Test
    void onlyOnePackageTouchesJedis() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.schemuse.changelog.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("redis.clients..")
                .check(CLASSES);
    }

    @Test
    void lintGoesFromSqlOverSourcesToRules() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("lint")
                .definedBy("org.schemuse.changelog.lint")
                .layer("rules")
                .definedBy("org.schemuse.changelog.lint.rule.*")
                .layer("rule")
                .definedBy("org.schemuse.changelog.lint.rule")
                .layer("source")
                .definedBy("org.schemuse.changelog.lint.source")
                .layer("sql")
                .definedBy("org.schemuse.changelog.lint.sql")
                .layer("report")
                .definedBy("org.schemuse.changelog.lint.report")
                .whereLayer("lint")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("rules")
                .mayOnlyBeAccessedByLayers("lint")
                .whereLayer("rule")
                .mayOnlyBeAccessedByLayers("lint", "rules")
                .whereLayer("source")
                .mayOnlyBeAccessedByLayers("lint", "rules", "rule")
                .whereLayer("sql")
                .mayOnlyBeAccessedByLayers("lint", "rules", "rule", "source")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.schemuse.changelog.lint..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.schemuse.changelog.lint..")
                .check(CLASSES);
    }
}
