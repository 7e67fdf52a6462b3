package org.schemuse.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.schemuse.cli.Connecting;
import org.schemuse.cli.Ran;
import org.schemuse.testsupport.TestDatabase;

class LocksIT {
    @TempDir
    private Path folder;

    private TestDatabase database;
    private Connection holder;
    private int pid;

    @BeforeEach
    void aRunIsAtWork() throws Exception {
        database = TestDatabase.empty();
        holder = database.dataSource().getConnection();
        pid = holder.unwrap(PGConnection.class).getBackendPID();
        try (Statement statement = holder.createStatement()) {
            statement.execute("CREATE SCHEMA world");
            // As a run takes it.
            statement.execute("SELECT pg_advisory_lock(hashtext('schemuse'), hashtext('world'))");
        }
    }

    @AfterEach
    void drop() throws Exception {
        holder.close();
        database.close();
    }

    private Ran run(String... args) {
        return Ran.here(folder, Connecting.to(database), args);
    }

    @Test
    void theHolderIsTold() {
        assertThat(run("locks").out())
                .startsWith("world: held by process " + pid + " of " + database.user() + " from ")
                .contains(", idle\n  SELECT pg_advisory_lock");
        assertThat(run("locks", "--json").out())
                .contains("\"schema\" : \"world\"", "\"pid\" : " + pid, "\"holds\" : true", "\"released\" : [ ]");
        assertThat(run("locks", "--schema", "other").out()).isEqualTo("No run holds a lock or waits for one.\n");
    }

    @Test
    void theHolderIsEndedOnlyOnSomebodysWord() throws Exception {
        Ran unasked = run("locks", "--release");
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err()).contains("--yes");
        assertThat(holder.isValid(5)).isTrue();

        Ran ran = run("locks", "--release", "--yes");
        assertThat(ran.out()).contains("ended, its lock is free");
        assertThat(ran.exitCode()).isZero();
        assertThat(holder.isValid(5)).isFalse();
        assertThat(run("locks").out()).startsWith("No run");
    }

    @Test
    void anotherRunIsRefusedAndNamesTheHolder() {
        Ran ran = run("migrate", "promptpal", "--schema", "world", "--lock-timeout", "100ms");
        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.err()).contains("process " + pid, "schemuse locks --release");
    }

    @Test
    void whereNothingWasSetUpNobodyHoldsALock() {
        assertThat(Ran.here(folder, Map.of(), "locks").out()).startsWith("No run");
        assertThat(folder).isEmptyDirectory();
    }
}
