package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.Signal;
import org.schemuse.testsupport.TestDatabase;

/**
 * Dumps, exports and reports can be read by nobody else, under umask 000. Another user of the system judges: {@code nobody}
 * searches the folders. Only root can become another user, so otherwise the mode bits are the judge.
 */
@Tag("once")
class PrivateFilesIT {
    private static final Path HARBOUR = Workplace.REPOSITORY.resolve("samples/harbour.mdb");

    /** In the dump as the password of a player. */
    private static final String SECRET = "tell-tale-Passw0rd";

    @TempDir
    private Path folder;

    private Workplace workplace;
    private TestDatabase database;
    private Path temporary;
    private Path dump;

    @BeforeEach
    void setUp() throws Exception {
        workplace = Workplace.in(folder);
        database = Prepared.vibemuse();
        for (Path open = folder; open.getNameCount() > 1; open = open.getParent()) {
            if (Files.isWritable(open) && open.startsWith(folder)) {
                Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
        temporary = Files.createDirectory(folder.resolve("temporary"));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        String harbour = Files.readString(HARBOUR, StandardCharsets.ISO_8859_1);
        String withSecret = harbour.replace("barnacle", SECRET);
        assertThat(withSecret).isNotEqualTo(harbour).contains(SECRET);
        dump = Files.writeString(folder.resolve("dump.mdb"), withSecret, StandardCharsets.ISO_8859_1);
        Files.setPosixFilePermissions(dump, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void tearDown() {
        workplace.close();
        database.close();
    }

    private Process started(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "umask 000; exec \"$@\"",
                "sh",
                Workplace.REPOSITORY.resolve("schemuse").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("SCHEMUSE_"));
        builder.environment().putAll(Connecting.to(database));
        builder.environment().put("SCHEMUSE_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        return builder.start();
    }

    private int run(String... arguments) throws Exception {
        return started(arguments).waitFor();
    }

    /** Files below the folder that hold the secret and that another user can read; of the mode bits, if we cannot be one. */
    private List<String> readableByOthers() throws Exception {
        if (!"root".equals(System.getProperty("user.name"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(Files::isRegularFile)
                        .filter(file -> holdsSecret(file) && !mode(file).endsWith("------"))
                        .map(Path::toString)
                        .toList();
            }
        }
        Process nobody = new ProcessBuilder(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "grep",
                        "-rlsF",
                        SECRET,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(nobody.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static boolean holdsSecret(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(SECRET);
        } catch (IOException e) {
            return false;
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void theSearchFindsWhatIsOpen() throws Exception {
        Path open = Files.writeString(folder.resolve("open"), SECRET);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(readableByOthers()).containsExactly(open.toString());
    }

    /** Standard input is copied, for it is read twice; a process that is ended leaves no copy. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "KILL"})
    void standardInputIsCopiedToNoFileThatAnybodyCouldOpen(String signal) throws Exception {
        Process process = started("inspect", "-");
        OutputStream input = process.getOutputStream();
        input.write(Files.readAllBytes(dump));
        input.flush();
        awaitCopy(process);

        assertThat(readableByOthers()).isEmpty();
        assertThat(entries(temporary)).as("not even a name").isEmpty();

        Signal.send(signal, process.pid());
        process.waitFor();
        assertThat(entries(temporary)).isEmpty();
    }

    /** The copy is open in the process, though it has no name. */
    private void awaitCopy(Process process) throws Exception {
        Await.until("the copy is open", () -> {
            assertThat(process.isAlive()).isTrue();
            return openFiles(process).stream()
                    .anyMatch(file -> file.startsWith(temporary.toString()) && file.endsWith("(deleted)"));
        });
    }

    private static List<String> openFiles(Process process) {
        List<String> files = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                files.add(Files.readSymbolicLink(descriptor).toString());
            }
        } catch (IOException e) {
            // One was closed meanwhile, or the process has just begun.
            return files;
        }
        return files;
    }

    private static List<String> entries(Path of) throws IOException {
        try (Stream<Path> entries = Files.list(of)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith("hsperfdata"))
                    .toList();
        }
    }

    @Test
    void whatCommandsWriteIsTheOwners() throws Exception {
        assertThat(run("import", dump.toString(), "--passwords", "keep", "--report", "report.json"))
                .isLessThan(2);
        assertThat(run("export", "-o", "again.mdb")).isLessThan(2);
        assertThat(run("export", "--format", "json", "-o", "world.jsonl")).isZero();
        assertThat(run("generate", "--objects", "10", "-o", "made.mdb")).isZero();
        Files.delete(dump);
        assertThat(run("verify-import")).as("by way of a temporary export").isZero();

        assertThat(folder.resolve("again.mdb"))
                .content(StandardCharsets.ISO_8859_1)
                .contains(SECRET);
        for (String written : List.of("again.mdb", "world.jsonl", "report.json", "made.mdb")) {
            assertThat(mode(folder.resolve(written))).as(written).isEqualTo("rw-------");
        }
        assertThat(readableByOthers()).isEmpty();
        assertThat(entries(temporary)).isEmpty();
    }

    @Test
    void aFileThatIsThereIsReplacedAndALinkStays() throws Exception {
        assertThat(run("import", dump.toString(), "--passwords", "keep")).isLessThan(2);
        Path before = Files.writeString(folder.resolve("before.mdb"), "old");
        Files.setPosixFilePermissions(before, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path link = Files.createSymbolicLink(folder.resolve("link.mdb"), before);
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "theirs");
        Files.createSymbolicLink(folder.resolve("before.mdb.unfinished"), elsewhere);

        assertThat(run("export", "-o", link.toString())).isLessThan(2);

        assertThat(link).isSymbolicLink();
        assertThat(before).content(StandardCharsets.ISO_8859_1).contains(SECRET);
        assertThat(mode(before)).isEqualTo("rw-------");
        assertThat(elsewhere)
                .as("a link that somebody put in the way")
                .content()
                .isEqualTo("theirs");
        assertThat(folder.resolve("before.mdb.unfinished")).doesNotExist();
    }
}
