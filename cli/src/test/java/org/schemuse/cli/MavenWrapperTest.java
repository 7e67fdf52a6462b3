package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvnw} does on a machine that has a JDK, but no Maven, no curl and no wget. */
class MavenWrapperTest {
    private static final String NAME = "apache-maven-9.9.9";

    /** What every Linux and macOS brings; of the last two, one. */
    private static final List<String> BASE_SYSTEM = List.of(
            "sh",
            "awk",
            "cut",
            "dirname",
            "gzip",
            "mkdir",
            "mktemp",
            "mv",
            "rm",
            "sed",
            "tar",
            "tr",
            "sha256sum",
            "shasum");

    @TempDir
    private Path folder;

    private Path programs;
    private Path repository;
    private Path archive;

    @BeforeEach
    void prepare() throws Exception {
        programs = Files.createDirectories(folder.resolve("bin"));
        for (String program : BASE_SYSTEM) {
            Path found = onPath(program);
            if (found != null) {
                Files.createSymbolicLink(programs.resolve(program), found);
            }
        }
        repository = folder.resolve("repository");
        archive = repository.resolve("org/apache/maven/apache-maven/9.9.9/" + NAME + "-bin.tar.gz");
        Files.createDirectories(archive.getParent());
        publish();
        Path wrapper = Files.createDirectories(folder.resolve("project/.mvn/wrapper"));
        Files.copy(Workplace.REPOSITORY.resolve("mvnw"), folder.resolve("project/mvnw"));
        Files.copy(Workplace.REPOSITORY.resolve(".mvn/wrapper/Download.java"), wrapper.resolve("Download.java"));
        expect(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive))));
    }

    @Test
    void theJdkFetchesMavenOnce() throws Exception {
        Ran first = mvnw("-q", "verify");
        assertThat(first.err()).startsWith("mvnw: fetching file:").hasLineCount(1);
        assertThat(first.out()).isEqualTo("Maven was called with -q verify\n");
        assertThat(first.exitCode()).isZero();

        Files.delete(archive);
        assertThat(mvnw("again")).isEqualTo(new Ran(0, "Maven was called with again\n", ""));
    }

    @Test
    void aFileOtherThanThePublishedOneIsThrownAway() throws Exception {
        String other = "0".repeat(64);
        expect(other);
        Ran ran = mvnw("verify");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("mvnw: expected SHA-256 " + other, "It was thrown away.");
        assertThat(ran.out()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void aFileThatIsNotThereIsNamedWithTheWayOut() throws Exception {
        Files.delete(archive);
        Ran ran = mvnw("verify");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .contains("mvnw: could not fetch file:", NAME, "MVNW_REPOURL")
                .doesNotContain("\tat ");
        assertNothingIsLeft();
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.walk(folder.resolve("home/.m2"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private Ran mvnw(String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(programs.resolve("sh").toString(), "project/mvnw"), Arrays.stream(arguments))
                        .toList());
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("HOME", folder.resolve("home").toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MVNW_REPOURL", repository.toUri().toString());
        int code = builder.directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Ran(code, Files.readString(out), Files.readString(err));
    }

    /** Packs a Maven that says how it was called. */
    private void publish() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(folder.resolve(NAME).resolve("bin"));
        Path mvn = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\necho \"Maven was called with $*\"\n");
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
        int packed = new ProcessBuilder("tar", "-czf", archive.toString(), NAME)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(packed).isZero();
    }

    private void expect(String sum) throws IOException {
        Files.writeString(
                folder.resolve("project/.mvn/wrapper/maven-wrapper.properties"),
                "distributionUrl=https://repository.invalid/" + NAME + "-bin.tar.gz\ndistributionSha256Sum=" + sum
                        + "\n",
                StandardCharsets.ISO_8859_1);
    }

    private static Path onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
