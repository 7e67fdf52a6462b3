package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.testsupport.ExternalJudge;

/**
 * When {@code ./schemuse} builds: in a small checkout with the launcher itself, and with stand-ins for Maven and Java, for
 * a real build takes minutes. That Maven notes the checksum of what it builds is tried with the real ones.
 */
@Tag("once")
class LauncherBuildIT {
    private static final String MAVEN = """
            #!/bin/sh
            cd "${0%/*}" || exit 1
            echo built >>builds
            [ -f slow ] && sleep 2
            echo "[INFO] Scanning for projects..."
            echo "[INFO] Building Schemuse importer 0.1.0       [4/5]"
            [ -f broken ] && echo "[ERROR] Some.java:1: no" && exit 1
            mkdir -p cli/target/app && sh .mvn/sources >cli/target/app/built
            # Maven may end so: with codes of colours, and without a newline.
            printf '\\033[0m'
            """;

    private static final String JAVA = "#!/bin/sh\n[ \"$1\" = -version ] && echo 'x version \"17.0\"' >&2\nexit 0\n";

    @TempDir
    private Path folder;

    private Path checkout;

    @BeforeEach
    void make() throws Exception {
        checkout = Files.createDirectory(folder.resolve("our checkout"));
        copy(Workplace.REPOSITORY.resolve("schemuse"), "schemuse");
        copy(Workplace.REPOSITORY.resolve(".mvn/sources"), ".mvn/sources");
        write("mvnw", MAVEN);
        write("jdk/bin/java", JAVA);
        for (String program : List.of("mvnw", "jdk/bin/java")) {
            Files.setPosixFilePermissions(checkout.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        write("pom.xml", "<project/>");
        write("cli/pom.xml", "<project/>");
        write("cli/src/main/java/Main.java", "class Main {}");
        write("changelog/catalogs/shop/001 first.sql", "SELECT 1;");
        write("docs/lint/a-rule.md", "# a-rule");
        Ran first = run(checkout, "sh");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).startsWith("Building schemuse (first run; needs the network once) ...\n");
        assertThat(builds(checkout)).isEqualTo(1);
    }

    /** What is read-only cannot be deleted either. */
    @AfterEach
    void makeWritable() throws Exception {
        new ProcessBuilder("chmod", "-R", "u+w", folder.toString()).start().waitFor();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash"})
    void whatIsBuiltIsNotBuiltAgain(String shell) throws Exception {
        ExternalJudge.needs(shell);
        Ran ran = run(checkout, shell);
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(builds(checkout)).isEqualTo(1);
    }

    @Test
    void newTimesOfTheSameContentBuildNothing() throws Exception {
        for (Path file : files(checkout)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(3600)));
        }
        assertThat(run(checkout, "sh").err()).isEmpty();
        assertThat(builds(checkout)).isEqualTo(1);
    }

    @Test
    void aCopyElsewhereBuildsNothing() throws Exception {
        Path copy = folder.resolve("a copy");
        assertThat(new ProcessBuilder("cp", "-r", checkout.toString(), copy.toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(run(copy, "sh").err()).isEmpty();
        assertThat(builds(copy)).as("of the original").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cli/src/main/java/Main.java",
                "cli/pom.xml",
                "changelog/catalogs/shop/001 first.sql",
                "docs/lint/a-rule.md"
            })
    void otherContentOfTheSameTimeAndSizeIsBuiltAndAnnounced(String file) throws Exception {
        FileTime time = Files.getLastModifiedTime(checkout.resolve(file));
        String content = Files.readString(checkout.resolve(file));
        write(file, content.substring(0, content.length() - 1) + '~');
        Files.setLastModifiedTime(checkout.resolve(file), time);

        Ran ran = run(checkout, "sh");
        assertThat(ran.err()).isEqualTo("""
                        Building schemuse (its sources have changed) ...
                        Building Schemuse importer 0.1.0       [4/5]
                        """);
        assertThat(ran.out()).isEmpty();
        assertThat(builds(checkout)).isEqualTo(2);
        assertThat(run(checkout, "sh").err()).isEmpty();
    }

    @Test
    void aFileThatIsNewRenamedOrDeletedIsAChange() throws Exception {
        write("cli/src/main/java/Other.java", "class Other {}");
        assertThat(run(checkout, "sh").err()).contains("its sources have changed");
        Path other = checkout.resolve("cli/src/main/java/Other.java");
        Files.move(other, other.resolveSibling("Another.java"));
        assertThat(run(checkout, "sh").err()).contains("its sources have changed");
        Files.delete(other.resolveSibling("Another.java"));
        assertThat(run(checkout, "sh").err()).contains("its sources have changed");
        assertThat(builds(checkout)).isEqualTo(4);
        write("cli/src/main/java/.Main.java.swp", "an editor's");
        write("cli/src/main/java/Main.java~", "an editor's");
        assertThat(run(checkout, "sh").err()).isEmpty();
    }

    @Test
    void aReadOnlyCheckoutServesAnOrdinaryUser() throws Exception {
        List<String> asOther = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            asOther.addAll(List.of("setpriv", "--reuid=65534", "--clear-groups"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(new ProcessBuilder("chmod", "-R", "a+rX,a-w", checkout.toString())
                        .start()
                        .waitFor())
                .isZero();
        Ran ran = run(checkout, "sh", asOther);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void anInstallationWithoutSourcesIsNeverBuilt() throws Exception {
        Path installed = folder.resolve("installed");
        Files.createDirectories(installed.resolve("cli/target/app"));
        Files.copy(checkout.resolve("schemuse"), installed.resolve("schemuse"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(checkout.resolve("cli/target/app/built"), installed.resolve("cli/target/app/built"));
        Ran ran = run(installed, "sh");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void aBuildThatFailsShowsItsErrors() throws Exception {
        write("broken", "");
        write("cli/pom.xml", "<project >");
        Ran ran = run(checkout, "sh");
        assertThat(ran.exitCode()).isEqualTo(70);
        assertThat(ran.err())
                .contains("[ERROR] Some.java:1: no", "schemuse: The build failed; its errors are above")
                .doesNotContain("[INFO]");
    }

    @Test
    void twoAtOnceBuildOnceAndTheSecondSaysWhatItWaitsFor() throws Exception {
        write("slow", "");
        write("cli/pom.xml", "<project >");
        Process first = start(checkout, "sh", List.of());
        Path building = checkout.resolve("cli/target/building");
        while (!Files.exists(building)) {
            assertThat(first.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
        }
        Ran second = run(checkout, "sh");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.err())
                .isEqualTo("Building schemuse is under way (process " + first.pid() + "); waiting ...\n");
        assertThat(first.waitFor()).isZero();
        assertThat(builds(checkout)).isEqualTo(2);
    }

    /** The build that runs this test noted the sources before it compiled any. */
    @Test
    void mavenNotesTheSourcesThatItBuilds() throws Exception {
        Path sources = Workplace.REPOSITORY.resolve("target/sources");
        assertThat(Files.readString(sources)).matches("\\d+ \\d+\n");
        assertThat(Files.readString(Path.of("target/app/built"))).isEqualTo(Files.readString(sources));
    }

    private void write(String file, String content) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private void copy(Path from, String to) throws IOException {
        Path target = checkout.resolve(to);
        Files.createDirectories(target.getParent());
        Files.copy(from, target, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    private static int builds(Path checkout) {
        try {
            return Files.readAllLines(checkout.resolve("builds")).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ran run(Path checkout, String shell) throws Exception {
        return run(checkout, shell, List.of());
    }

    private Ran run(Path checkout, String shell, List<String> before) throws Exception {
        Process process = start(checkout, shell, before);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, err);
    }

    private Process start(Path checkout, String shell, List<String> before) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(shell, checkout.resolve("schemuse").toString(), "--version"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", this.checkout.resolve("jdk").toString());
        return builder.start();
    }
}
