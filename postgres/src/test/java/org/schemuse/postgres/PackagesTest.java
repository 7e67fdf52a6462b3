package org.schemuse.postgres;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackagesTest {
    /** Neither changelogs nor imports, neither Liquibase nor JDBI: both sides stand on this module. */
    @Test
    void itKnowsJavaAndTheDriverOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.sql..",
                        "org.jspecify.annotations..",
                        "org.postgresql..",
                        "org.schemuse.postgres..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.schemuse.postgres"));
    }
}
