package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.cli.Beside.Started;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.TestDatabase;

/** Processes that are killed while the server builds or drops an index, which no transaction rolls back. */
@Tag("once")
class KilledIndexIT {
    private static final String TABLE = """
            --liquibase formatted sql

            --changeset a:table
            CREATE TABLE orders (id int, "Total" numeric, state text);
            INSERT INTO orders SELECT n, n, 'open' FROM generate_series(1, 1000) n;
            --rollback DROP TABLE orders;
            """;

    private static final String INDEX = """

            --changeset a:index runInTransaction:false
            CREATE UNIQUE INDEX CONCURRENTLY orders_open ON orders (id DESC, lower(state)) INCLUDE ("Total") WHERE state = 'open';
            --rollback DROP INDEX CONCURRENTLY orders_open;
            """;

    private static final String REMOVAL = """

            --changeset a:removal runInTransaction:false
            DROP INDEX CONCURRENTLY orders_open;
            --rollback empty
            """;

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Connection other;

    @BeforeEach
    void aTable() throws Exception {
        database = TestDatabase.empty();
        other = database.dataSource().getConnection();
        changelog(TABLE);
        assertThat(run("migrate").exitCode()).isZero();
    }

    @AfterEach
    void drop() throws SQLException {
        other.close();
        database.close();
    }

    @Test
    void anIndexThatTheServerFinishedIsRecordedAndNotBuiltAgain() throws Exception {
        changelog(TABLE + INDEX);
        killedWhileBlocked("migrate", "CREATE UNIQUE INDEX");
        other.rollback();
        awaitNoneAtWork();
        String file = database.text("SELECT relfilenode::text FROM pg_class WHERE relname = 'orders_open'");
        assertThat(database.text("SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'orders_open'::regclass"))
                .isEqualTo("true");
        assertThat(applied()).isEqualTo("table");

        Ran ran = run("migrate");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("index orders_open is there already, valid and as the changeset defines it");
        assertThat(applied()).isEqualTo("table index");
        assertThat(database.text("SELECT relfilenode::text FROM pg_class WHERE relname = 'orders_open'"))
                .isEqualTo(file);
    }

    @Test
    void aRunThatBeginsWhileTheServerStillBuildsWaitsForIt() throws Exception {
        changelog(TABLE + INDEX);
        killedWhileBlocked("migrate", "CREATE UNIQUE INDEX");
        Started next = new Beside(folder, database)
                .schemuse("migrate", "shop.sql", "--changelog-root", ".", "--lock-timeout", "5min");
        Await.until(
                "the next run waits for the session of the killed one",
                () -> !database.text(
                                "SELECT count(*)::text FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock'")
                        .equals("0"));
        other.rollback();
        assertThat(next.exitCode()).as(next.printed()).isZero();
        assertThat(next.printed()).contains("it is not built again");
        assertThat(applied()).isEqualTo("table index");
    }

    @Test
    void anIndexThatIsLeftInvalidIsBuiltAgain() throws Exception {
        changelog(TABLE + INDEX);
        killedWhileBlocked("migrate", "CREATE UNIQUE INDEX");
        database.text(
                "SELECT pg_terminate_backend(pid, 60000)::text FROM pg_stat_activity WHERE query LIKE 'CREATE UNIQUE%'");
        other.rollback();
        assertThat(database.text("SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'orders_open'::regclass"))
                .isEqualTo("false");

        Ran ran = run("migrate");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("index orders_open was left invalid by an earlier attempt: dropped");
        assertThat(database.text("SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'orders_open'::regclass"))
                .isEqualTo("true");
        assertThat(applied()).isEqualTo("table index");
    }

    @Test
    void anIndexThatTheServerHasDroppedIsGoneForMigrateAndForRollback() throws Exception {
        changelog(TABLE + INDEX);
        assertThat(run("migrate").exitCode()).isZero();
        killedWhileBlocked("rollback", "DROP INDEX", "--count", "1", "--yes");
        other.rollback();
        awaitNoneAtWork();
        assertThat(applied()).isEqualTo("table index");
        Ran back = run("rollback", "--count", "1", "--yes");
        assertThat(back.exitCode()).as(back.err()).isZero();
        assertThat(back.err()).contains("index orders_open is gone already");
        assertThat(applied()).isEqualTo("table");

        assertThat(run("migrate").exitCode()).isZero();
        changelog(TABLE + INDEX + REMOVAL);
        killedWhileBlocked("migrate", "DROP INDEX");
        other.rollback();
        awaitNoneAtWork();
        Ran ran = run("migrate");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("index orders_open is gone already: DROP INDEX CONCURRENTLY is not repeated");
        assertThat(applied()).isEqualTo("table index removal");
    }

    /** Another session has written to the table: the server waits for it, and its client is killed. */
    private void killedWhileBlocked(String command, String statement, String... options) throws Exception {
        other.setAutoCommit(false);
        try (Statement writes = other.createStatement()) {
            writes.execute("INSERT INTO orders VALUES (0, 0, 'closed')");
        }
        String[] words = new String[options.length + 6];
        System.arraycopy(
                new String[] {command, "shop.sql", "--changelog-root", ".", "--lock-timeout", "5min"}, 0, words, 0, 6);
        System.arraycopy(options, 0, words, 6, options.length);
        Started started = new Beside(folder, database).schemuse(words);
        Await.until(
                statement + " waits",
                () -> database.text(
                                "SELECT count(*)::text FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '"
                                        + statement + "%'")
                        .equals("1"));
        started.process().destroyForcibly();
        started.exitCode();
    }

    private void awaitNoneAtWork() throws Exception {
        Await.until(
                "the server has finished, and noticed that its client is gone",
                () -> database.text("SELECT count(*)::text FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND application_name = 'schemuse'")
                        .equals("0"));
    }

    private void changelog(String text) throws Exception {
        Files.writeString(folder.resolve("shop.sql"), text);
    }

    private String applied() throws SQLException {
        return database.text("SELECT string_agg(id, ' ' ORDER BY orderexecuted) FROM databasechangelog");
    }

    private Ran run(String command, String... options) {
        String[] words = new String[options.length + 2];
        words[0] = command;
        words[1] = folder.resolve("shop.sql").toString();
        System.arraycopy(options, 0, words, 2, options.length);
        return Ran.here(folder, Connecting.to(database), words);
    }
}
