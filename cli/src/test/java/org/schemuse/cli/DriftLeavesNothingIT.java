package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.TestDatabase;

/** However a drift ends, its scratch database goes: with it, or if it was killed, with the next one. */
@Tag("once")
class DriftLeavesNothingIT {
    private static final String SCRATCH = "SELECT datname FROM pg_database WHERE datname LIKE 'schemuse\\_scratch\\_%'";

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void migrate() {
        database = TestDatabase.empty();
        assertThat(run("migrate", "vibemuse").exitCode()).isZero();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void aSignalInTheMidstOfItDropsTheDatabase() throws Exception {
        Beside.Started drift = midstOfDrift();
        drift.process().destroy();

        assertThat(drift.exitCode()).isEqualTo(143);
        assertThat(database.texts(SCRATCH)).isEmpty();
        assertThat(drift.printed()).contains("Interrupted").doesNotContain("A bug in Schemuse");
    }

    @Test
    void theNextDriftDropsWhatAKillLeft() throws Exception {
        Beside.Started drift = midstOfDrift();
        drift.process().destroyForcibly();
        drift.exitCode();
        List<String> left = database.texts(SCRATCH);
        assertThat(left).as("what a kill leaves").hasSize(1);
        Await.until(
                "the sessions of the killed one end",
                () -> database.texts("SELECT pid FROM pg_stat_activity WHERE datname = '" + left.get(0)
                                + "' OR application_name = '" + left.get(0) + "'")
                        .isEmpty());

        assertThat(run("drift", "vibemuse").exitCode()).isZero();
        assertThat(database.texts(SCRATCH)).isEmpty();
    }

    @Test
    void theServerEndsItsSessionsAndTheNextDriftFindsNothingLeft() throws Exception {
        Beside.Started drift = midstOfDrift();
        database.texts("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                + " AND (application_name LIKE 'schemuse%' OR datname LIKE 'schemuse\\_scratch\\_%')");

        assertThat(drift.exitCode()).as(drift.printed()).isEqualTo(4);
        assertThat(database.texts(SCRATCH)).isEmpty();
    }

    @Test
    void aSecondDriftMakesNoCopy() throws Exception {
        Path caches = folder.resolve("of the user");
        assertThat(copyOf(caches)).isEqualTo("made");
        assertThat(copyOf(caches)).isEqualTo("stored");
        assertThat(copyOf(caches, "--fresh")).isEqualTo("made");
        assertThat(copyOf(caches, "--parameter", "anything=else"))
                .as("another filter")
                .isEqualTo("made");
        assertThat(run("rollback", "vibemuse", "--count", "1", "--yes").exitCode())
                .isZero();
        assertThat(copyOf(caches)).as("fewer changesets").isEqualTo("made");
        assertThat(database.texts(SCRATCH)).isEmpty();
        try (Stream<Path> files = Files.list(caches.resolve("schemuse/drift"))) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void aChangelogThatChangesIsCopiedAgain() throws Exception {
        Path caches = folder.resolve("caches");
        Path file = folder.resolve("shop.sql");
        String text = """
                --liquibase formatted sql
                --changeset a:1 splitStatements:false
                CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'a b' $$;
                """;
        Files.writeString(file, text);
        assertThat(run("migrate", file.toString(), "--schema", "shop").exitCode())
                .isZero();
        assertThat(drift(caches, file.toString(), "--schema", "shop")
                        .get("copy")
                        .asText())
                .isEqualTo("made");
        assertThat(drift(caches, file.toString(), "--schema", "shop")
                        .get("copy")
                        .asText())
                .isEqualTo("stored");

        // A blank more is no change to Liquibase's checksum, but it is one to the function.
        Files.writeString(file, text.replace("'a b'", "'a  b'"));
        JsonNode after = drift(caches, file.toString(), "--schema", "shop");
        assertThat(after.get("copy").asText()).isEqualTo("made");
        assertThat(after.get("differences").findValuesAsText("object")).containsExactly("f()");
    }

    private String copyOf(Path caches, String... further) throws Exception {
        return drift(
                        caches,
                        Stream.concat(Stream.of("vibemuse"), Stream.of(further)).toArray(String[]::new))
                .get("copy")
                .asText();
    }

    private JsonNode drift(Path caches, String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(Connecting.to(database));
        environment.put("XDG_CACHE_HOME", caches.toString());
        Ran ran = Ran.here(
                folder,
                environment,
                Stream.concat(Stream.of("drift", "--json"), Stream.of(arguments))
                        .toArray(String[]::new));
        return new ObjectMapper().readTree(ran.out());
    }

    /** A process that is filling its scratch database. */
    private Beside.Started midstOfDrift() throws Exception {
        Beside.Started drift = new Beside(folder, database).schemuse("drift", "vibemuse");
        Await.until(
                "the copy is being made",
                () -> !database.texts(SCRATCH).isEmpty()
                        && !database.texts(
                                        "SELECT pid FROM pg_stat_activity WHERE datname LIKE 'schemuse\\_scratch\\_%'")
                                .isEmpty());
        return drift;
    }

    private Ran run(String... arguments) {
        return Ran.here(folder, Connecting.to(database), arguments);
    }
}
