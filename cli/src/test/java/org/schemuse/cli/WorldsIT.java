package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.TestDatabase;

/** Many worlds in one database. */
@Tag("once")
class WorldsIT {
    @TempDir
    private Path folder;

    private Workplace workplace;
    private TestDatabase database;

    @BeforeEach
    void start() throws Exception {
        workplace = Workplace.in(folder);
        database = TestDatabase.empty();
    }

    @AfterEach
    void stop() {
        database.close();
        workplace.close();
    }

    @Test
    void worldsAreMadeListedAndMigratedByTheirNames() throws Exception {
        assertThat(run("world", "create", "world_one").out()).contains("world_one", "changesets applied");
        assertThat(run("migrate", "--schema", "world_two", "--count", "10").exitCode())
                .isZero();
        assertThat(run("migrate", "triberspace", "--schema", "world_three").exitCode())
                .isZero();

        Ran again = run("world", "create", "world_one");
        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(again.err()).contains("world_one", "already");

        Ran all = run("migrate", "vibemuse", "--schema", "world_*");
        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.out())
                .contains("world_one", "nothing to do", "world_two", "2 of 2 schemas done, 0 failed, 0 not tried")
                .doesNotContain("world_three");
        assertThat(run("world", "list").out())
                .startsWith("schema     applied  pending  unfinished imports  distributed\n")
                .containsPattern("\nworld_two +\\d+ +0 +0  no\n");
        JsonNode list = json(run("world", "list", "--json").out());
        assertThat(list.get("worlds")).hasSize(2);
        assertThat(list.get("worlds").get(0).get("distributed").asBoolean()).isFalse();
    }

    @Test
    void oneFailureStopsTheRestOrDoesNotAsTold() throws Exception {
        Files.writeString(folder.resolve("names"), "# ours\nworld_one\n\ntaken\nworld_two\n");
        sql("CREATE SCHEMA taken; CREATE TABLE taken.something (id int)");

        Ran stopped = run("migrate", "--schemas-from", "names", "--workers", "1", "--json");
        assertThat(stopped.exitCode()).isEqualTo(4);
        assertThat(JsonSchemas.findings("migrate-many", stopped.out())).isEmpty();
        JsonNode report = json(stopped.out());
        assertThat(report.get("schemas")).hasSize(2);
        assertThat(report.get("schemas").get(0).get("report").get("appliedIds")).isNotEmpty();
        assertThat(report.get("schemas").get(1).get("message").asText()).contains("taken", "holds something else");
        assertThat(report.get("notTried").get(0).asText()).isEqualTo("world_two");

        Ran continued = run("migrate", "--schemas-from", "names", "--workers", "2", "--on-failure", "continue");
        assertThat(continued.exitCode()).isEqualTo(4);
        assertThat(continued.out()).contains("taken: FAILED: ", "2 of 3 schemas done, 1 failed, 0 not tried");
        assertThat(continued.err()).doesNotContain("at org.schemuse");
    }

    @Test
    void aQueryNamesTheSchemasAndMayOnlyRead() throws Exception {
        Ran done = run("migrate", "virtubar", "--schemas-from", "SELECT 'bar_' || n FROM generate_series(1, 2) n");
        assertThat(done.exitCode()).as(done.err()).isZero();
        assertThat(run("status", "virtubar", "--schema", "bar_2").out()).contains("34 of 34 changesets applied");

        Ran refused = run(
                "migrate",
                "--schemas-from",
                "WITH gone AS (DELETE FROM bar_1.rooms RETURNING name) SELECT name FROM gone");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("read-only transaction");
    }

    @Test
    void namesThatMeanNothingAreRefusedInOneLine() throws Exception {
        assertRefused(3, "holds vibemuse", "migrate", "--schema", "nothing_*");
        assertRefused(3, "there is no such file", "migrate", "--schemas-from", "missing");
        assertRefused(3, "gives what is no schema's name: null", "migrate", "--schemas-from", "SELECT NULL");
        assertRefused(2, "leave one out", "migrate", "--schema", "a", "--schemas-from", "missing");
        assertRefused(2, "--workers is for many schemas", "migrate", "--workers", "2");
        assertRefused(2, "stands for many schemas", "rollback", "--schema", "world_*", "--all", "--yes");
        assertRefused(2, "stands for many schemas", "status", "--schema", "world_?");
        assertRefused(2, "could not be named alone", "world", "create", "world_*");
        assertRefused(
                2,
                "expected one of [stop, continue]",
                "migrate",
                "--schemas-from",
                "SELECT 'a'",
                "--on-failure",
                "panic");
    }

    /** Where the server has Citus, a world is spread; elsewhere that is refused before anything is made. */
    @Test
    void aWorldIsDistributedWhereThereIsCitus() throws Exception {
        if (sql("SELECT name FROM pg_available_extensions WHERE name = 'citus'").isEmpty()) {
            System.err.println("world create --distribute: not tried with Citus, for this server does not have it");
            assertRefused(4, "no Citus 12 or newer", "world", "create", "spread", "--distribute");
            assertThat(sql("SELECT nspname FROM pg_namespace WHERE nspname = 'spread'"))
                    .isEmpty();
            return;
        }
        sql("CREATE EXTENSION citus");
        assertThat(run("world", "create", "spread", "--distribute").exitCode()).isZero();
        assertThat(run("world", "list").out()).containsPattern("\nspread .* yes\n");
        assertThat(run("migrate", "--schema", "spread").exitCode()).isZero();
        assertThat(run("status", "--schema", "spread").out())
                .contains("changesets applied")
                .doesNotContain("pending");
        Ran imported = run(
                "import", Workplace.REPOSITORY.resolve("samples/harbour.mdb").toString(), "--schema", "spread");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        Ran drift = run("drift", "--schema", "spread");
        assertThat(drift.exitCode()).as(drift.out() + drift.err()).isZero();
    }

    /** An entry in the catalog of the server is all that is asked; a Citus so old is nowhere to be had. */
    @Test
    void aCitusThatIsTooOldIsRefusedBeforeAnythingIsMade() throws Exception {
        sql("SET allow_system_table_mods TO on;"
                + " INSERT INTO pg_extension VALUES (99999, 'citus', 10, 11, false, '11.3-1', NULL, NULL)");
        assertRefused(4, "has Citus 11.3-1, expected 12 or newer", "world", "create", "spread", "--distribute");
        assertThat(sql("SELECT nspname FROM pg_namespace WHERE nspname = 'spread'"))
                .isEmpty();
        assertThat(run("world", "create", "world_one").exitCode()).isZero();
        assertThat(run("world", "list").out())
                .containsPattern("\nworld_one .* no\n")
                .doesNotContain("yes");
    }

    private void assertRefused(int exitCode, String message, String... arguments) throws Exception {
        Ran refused = run(arguments);
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(exitCode);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err()).contains(message);
    }

    private List<String> sql(String statement) {
        try (Handle handle = Jdbi.open(database.dataSource())) {
            return statement.startsWith("SELECT")
                    ? handle.select(statement).mapTo(String.class).list()
                    : List.of(handle.execute(statement) + "");
        }
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    /** The password goes to the workers by the environment alone. */
    private Ran run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of(
                "--quiet",
                "--url",
                "postgresql://" + database.user() + "@" + database.host() + ":" + database.port() + "/"
                        + database.name()));
        return workplace.run(Map.of("PGPASSWORD", database.password()), command.toArray(String[]::new));
    }
}
