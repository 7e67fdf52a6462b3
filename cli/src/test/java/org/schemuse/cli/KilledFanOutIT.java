package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.cli.Beside.Started;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.Gate;
import org.schemuse.testsupport.TestDatabase;

/** Many schemas, and a process that is killed while one of them waits for a lock that the test holds. */
@Tag("once")
class KilledFanOutIT {
    private static final String CHANGELOG = """
            --liquibase formatted sql

            --changeset a:1
            CREATE TABLE ran (id int);

            --changeset a:2
            SELECT pg_advisory_xact_lock(4712);

            --changeset a:3
            CREATE TABLE done (id int);
            """;

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Gate gate;
    private Started started;

    @BeforeEach
    void startAtAClosedGate() throws Exception {
        database = TestDatabase.empty();
        gate = Gate.closed(database, "4712");
        Files.writeString(folder.resolve("shop.sql"), CHANGELOG);
        started = migrate();
        gate.await(1);
    }

    @AfterEach
    void drop() throws SQLException {
        started.process().descendants().forEach(ProcessHandle::destroyForcibly);
        started.process().destroyForcibly();
        gate.close();
        database.close();
    }

    @Test
    void aKilledWorkerIsNoBugAndTheNextTakesTheRest() throws Exception {
        worker().destroyForcibly();
        gate.await(2);
        gate.open();

        assertThat(started.exitCode()).as(started.printed()).isEqualTo(130);
        assertThat(started.printed())
                .contains("one: FAILED: its worker process was killed from outside (signal 9")
                .contains("run the same command again", "1 of 2 schemas done, 1 failed, 0 not tried")
                .doesNotContain("bug");
        Started again = migrate();
        assertThat(again.exitCode()).as(again.printed()).isZero();
        assertThat(tables("done")).isEqualTo("one two");
    }

    @Test
    void workersOfAKilledParentFinishTheirSchemaAndNoFurtherOne() throws Exception {
        ProcessHandle worker = worker();
        started.process().destroyForcibly();
        started.exitCode();
        gate.open();

        Await.until("the worker ends", () -> !worker.isAlive());
        assertThat(tables("done")).isEqualTo("one");
        assertThat(tables("ran")).isEqualTo("one");
        assertThat(started.printed()).doesNotContain("bug", "at org.schemuse");
    }

    private Started migrate() throws IOException {
        return new Beside(folder, database)
                .schemuse(
                        "migrate",
                        "shop.sql",
                        "--schemas-from",
                        "SELECT unnest(ARRAY['one', 'two'])",
                        "--workers",
                        "1",
                        "--lock-timeout",
                        "5min",
                        "--on-failure",
                        "continue");
    }

    private ProcessHandle worker() {
        return started.process().children().findFirst().orElseThrow();
    }

    private String tables(String name) throws SQLException {
        return database.text("SELECT string_agg(schemaname, ' ' ORDER BY schemaname) FROM pg_tables WHERE tablename = '"
                + name + "'");
    }
}
