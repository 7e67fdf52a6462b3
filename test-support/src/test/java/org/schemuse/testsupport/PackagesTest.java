package org.schemuse.testsupport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackagesTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.schemuse.testsupport");

    /** A test on one kind of server must not pay for loading the other's library. */
    @Test
    void eachKindOfServerIsKnownToOneClass() {
        noClasses()
                .that()
                .doNotHaveSimpleName("EmbeddedPostgreSql")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.zonky..")
                .check(classes);
        noClasses()
                .that()
                .doNotHaveSimpleName("ContainerPostgreSql")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.testcontainers..")
                .check(classes);
    }
}
