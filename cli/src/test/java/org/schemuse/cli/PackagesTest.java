package org.schemuse.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
                .layer("app")
                .definedBy("org.schemuse.cli.app")
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
                .whereLayer("app")
                .mayOnlyBeAccessedByLayers("command")
                .whereLayer("connect")
                .mayOnlyBeAccessedByLayers("program", "command", "app")
                .whereLayer("server")
                .mayOnlyBeAccessedByLayers("program", "command", "connect")
                .check(classes);
    }

    /** What commands do can be called by a program that has no command line. */
    @Test
    void onlyCommandsKnowTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.schemuse.cli", "org.schemuse.cli.command", "org.schemuse.cli.report")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(classes);
    }

    /** A command reads its options, calls one service and prints one report; what is longer belongs in {@code app}. */
    @Test
    void commandsAreShorterThan60LinesAndGroupsOfOptionsThan180() throws IOException {
        Path folder = Path.of("src", "main", "java", "org", "schemuse", "cli", "command");
        Map<String, Long> tooLong = new TreeMap<>();
        int measured = 0;
        try (Stream<Path> sources = Files.list(folder)) {
            for (Path source : sources.toList()) {
                long lines = linesOfClass(source);
                String name = source.getFileName().toString();
                measured += lines > 0 ? 1 : 0;
                assertThat(lines > 0 || name.equals("package-info.java"))
                        .as(name)
                        .isTrue();
                if (lines >= (name.endsWith("Command.java") ? 60 : 180)) {
                    tooLong.put(name, lines);
                }
            }
        }
        assertThat(tooLong).isEmpty();
        assertThat(measured).isGreaterThan(40);
    }

    /** A name means one thing in the whole project: no two classes share it. */
    @Test
    void everyClassHasANameOfItsOwn() throws IOException {
        Map<String, List<String>> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(Path.of(".."))) {
            all.map(file -> Path.of("..").relativize(file).toString())
                    .filter(file -> file.matches("(samples/)?[\\w-]+/src/main/java/.+\\.java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .forEach(file -> files.computeIfAbsent(file.replaceFirst(".*/", ""), name -> new ArrayList<>())
                            .add(file));
        }
        assertThat(files).hasSizeGreaterThan(300);
        files.values().removeIf(places -> places.size() == 1);
        assertThat(files).isEmpty();
    }

    /** From the declaration of the class, below its imports and its help, to its end. */
    private static long linesOfClass(Path source) throws IOException {
        List<String> lines = Files.readAllLines(source);
        return lines.stream()
                .dropWhile(line -> !line.matches("(public )?(final |abstract )*(class|record|enum|interface) .*"))
                .count();
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
