package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The password of a database is seen nowhere but where the user keeps it: not in the arguments of any process, not in what
 * is printed, not in a file. The server is the one of the working folder, which lets nobody in without.
 */
@Tag("once")
class SecretsIT {
    private static final String WRONG = "wr0ng-Passw0rd";
    private static final String HARBOUR =
            Workplace.REPOSITORY.resolve("samples/harbour.mdb").toString();

    @TempDir
    private Path folder;

    private final Set<String> commandLines = ConcurrentHashMap.newKeySet();
    private final StringBuilder printed = new StringBuilder();
    private Thread watcher;
    private Workplace workplace;
    private String password;

    @BeforeEach
    void startTheServerUnderWatch() throws Exception {
        watcher = new Thread(this::watch);
        watcher.start();
        workplace = Workplace.in(folder);
        run(0, Map.of(), "server", "start");
        password = Files.readString(folder.resolve(".schemuse/pgpass")).strip().split(":", 5)[4];
    }

    @AfterEach
    void stop() throws InterruptedException {
        workplace.close();
        watcher.interrupt();
        watcher.join();
    }

    private void watch() {
        try {
            while (true) {
                ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(this::isOurs)
                        .forEach(commandLines::add);
                Thread.sleep(3);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Java has the application in its class path, PostgreSQL's programs lie in the folder; others are not ours to read. */
    private boolean isOurs(String commandLine) {
        return commandLine.contains(folder.toString())
                || commandLine.contains(
                        Workplace.REPOSITORY.resolve("cli/target/app").toString());
    }

    @Test
    void thePasswordIsOnlyWhereTheUserKeepsIt() throws Exception {
        Map<String, String> byEnvironment = environment("PGPASSWORD", password);
        Map<String, String> byFile = environment("PGPASSFILE", passFile("theirs", password));
        String worlds = "SELECT 'world_' || n FROM generate_series(1, 2) n";
        run(0, byEnvironment, "migrate", "--schemas-from", worlds, "--workers", "2");
        run(0, byFile, "migrate", "promptpal");
        run(4, byFile, "migrate", "vibecoder", "--schema", "promptpal");
        run(0, byEnvironment, "import", HARBOUR, "--report", "report.json");
        run(0, byFile, "status", "--json");
        run(0, Map.of(), "imports");

        assertThat(commandLines)
                .anyMatch(line -> line.contains("initdb"))
                .anyMatch(line -> line.contains("-Dschemuse.migration.worker=true"))
                .noneMatch(line -> line.contains(password));
        assertThat(printed).doesNotContain(password);
        assertThat(folder.resolve("report.json")).isNotEmptyFile();
        assertThat(filesWith(password)).containsExactlyInAnyOrder(".schemuse/pgpass", "theirs");
    }

    @Test
    void aWrongPasswordIsNotRepeatedEither() throws Exception {
        run(4, environment("PGPASSWORD", WRONG), "migrate");
        run(4, environment("PGPASSFILE", passFile("theirs", WRONG)), "status");
        run(4, environment("PGPASSWORD", WRONG), "migrate", "--schemas-from", "SELECT 'a'", "--json");
        assertThat(commandLines).noneMatch(line -> line.contains(WRONG));
        assertThat(printed).contains("password").doesNotContain(WRONG);
        assertThat(filesWith(WRONG)).containsExactly("theirs");

        // Who writes it into an argument is told so, without it.
        for (String url : List.of("postgresql://u:" + WRONG + "@h/d", "jdbc:postgresql://h/d?password=" + WRONG)) {
            run(2, Map.of(), "status", "--url", url);
        }
        assertThat(printed).doesNotContain(WRONG);
    }

    private void run(int exitCode, Map<String, String> environment, String... arguments) throws Exception {
        Ran ran = workplace.run(
                environment,
                Stream.concat(Stream.of("--debug"), Stream.of(arguments)).toArray(String[]::new));
        printed.append(ran.out()).append(ran.err());
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(exitCode);
    }

    private Map<String, String> environment(String key, String value) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PGHOST", "127.0.0.1",
                "PGPORT", Files.readString(folder.resolve(".schemuse/port")).strip(),
                "PGDATABASE", "schemuse",
                "PGUSER", "schemuse"));
        environment.put(key, value);
        return environment;
    }

    private String passFile(String name, String secret) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "*:*:*:*:" + secret + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    /** But for PostgreSQL's programs, and its data. */
    private List<String> filesWith(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().matches(".*/\\.schemuse/(data|postgres-[^/]*)/.*"))
                    .filter(file -> contains(file, secret))
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private static boolean contains(Path file, String secret) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
