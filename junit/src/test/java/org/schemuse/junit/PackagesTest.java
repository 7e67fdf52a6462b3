package org.schemuse.junit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackagesTest {
    /** What another project gets with the extension, and no more. */
    @Test
    void theExtensionKnowsCatalogsSchemasAndTestServersOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.sql..",
                        "org.jspecify.annotations..",
                        "org.junit..",
                        "org.postgresql.ds..",
                        "org.schemuse.junit..",
                        "org.schemuse.testsupport..",
                        "org.schemuse.changelog.catalog..",
                        "org.schemuse.changelog.schema..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("org.schemuse.junit"));
    }
}
