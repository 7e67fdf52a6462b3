package org.schemuse.changelog.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script's skeleton of a rule, in a copy of the module, compiles and is a rule that RulesTest accepts. */
@Tag("every-combination")
class NewLintRuleTest {
    private static final List<Path> COPIED = List.of(
            Path.of("new-lint-rule"),
            Path.of("src/main/java/org/schemuse/changelog/lint"),
            Path.of("src/test/java/org/schemuse/changelog/lint"),
            Path.of("src/test/resources/lint"));

    @TempDir
    private Path folder;

    private Path module;
    private Path classes;

    @BeforeEach
    void copyModule() throws IOException {
        module = Files.createDirectory(folder.resolve("changelog"));
        classes = Files.createDirectory(folder.resolve("classes"));
        for (Path path : COPIED) {
            copy(path, module.resolve(path));
        }
        copy(Path.of("../docs/lint"), folder.resolve("docs/lint"));
    }

    @ParameterizedTest
    @CsvSource({"zz-last,security", "a-first,locks", "in-the-middle,changesets"})
    void skeletonIsARule(String name, String topic) throws IOException, InterruptedException {
        assertThat(run("sh", "new-lint-rule", name, topic, "--no-build"))
                .contains("docs/lint/" + name + ".md")
                .endsWith("exit code 0");
        compile();

        assertThat(rulesTest("-Dgolden.update=true")).endsWith("exit code 0");
        assertThat(rulesTest("-Dgolden.update=false")).endsWith("exit code 0");

        assertThat(module.resolve("src/test/resources/lint/" + name + "/err.txt"))
                .hasContent("4:1 warning TODO what happens here");
        assertThat(folder.resolve("docs/lint/" + name + ".md"))
                .content()
                .startsWith("# " + name + "\n\nWarning, topic " + topic + ".")
                .contains("LISTEN orders;");
        assertThat(run("sh", "new-lint-rule", name, topic))
                .contains("exists already: choose another name")
                .endsWith("exit code 2");
    }

    private void compile() throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        try (Stream<Path> sources = Files.walk(module.resolve("src/main"))) {
            sources.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        for (String test : List.of("RulesTest", "RulePages", "RulesTestAlone")) {
            arguments.add(module.resolve("src/test/java/org/schemuse/changelog/lint/" + test + ".java")
                    .toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    /** With the copy's classes and pages before those of this build. */
    private String rulesTest(String property) throws IOException, InterruptedException {
        String classPath = String.join(
                File.pathSeparator,
                classes.toString(),
                folder.resolve("docs").toString(),
                System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return run(java, "-cp", classPath, property, RulesTestAlone.class.getName());
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        int code = new ProcessBuilder(command)
                .directory(module.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return Files.readString(output) + "exit code " + code;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> copyFile(file, to.resolve(from.relativize(file))));
        }
    }

    private static void copyFile(Path file, Path target) {
        try {
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
