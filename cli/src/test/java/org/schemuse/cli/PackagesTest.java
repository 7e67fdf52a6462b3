package org.schemuse.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackagesTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.schemuse.cli");

    @Test
    void arrowsGoOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("program")
                .definedBy("org.schemuse.cli")
                .layer("command")
                .definedBy("org.schemuse.cli.command")
                .layer("connect")
                .definedBy("org.schemuse.cli.connect")
                .layer("server")
                .definedBy("org.schemuse.cli.server")
                .layer("report")
                .definedBy("org.schemuse.cli.report")
                .whereLayer("program")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("command")
                .mayOnlyBeAccessedByLayers("program")
                .whereLayer("connect")
                .mayOnlyBeAccessedByLayers("program", "command")
                .whereLayer("server")
                .mayOnlyBeAccessedByLayers("program", "command", "connect")
                .check(classes);
    }

    @Test
    void commandsSpeakNoSql() {
        noClasses()
                .that()
                .resideInAPackage("org.schemuse.cli.command")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql")
                .check(classes);
    }

    /** Start-up pays for every library touched: each of these is known to one place. */
    @Test
    void slowLibrariesAreKnownToOnePlaceEach() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("liquibase..")
                .check(classes);
        noClasses()
                .that()
                .haveNameNotMatching("org.schemuse.cli.report.Json([$].+)?")
                .and()
                .doNotHaveFullyQualifiedName("org.schemuse.cli.Yaml")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.schemuse.cli.server")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.zonky..", "org.apache.commons.compress..")
                .check(classes);
    }
}
