package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.cli.Beside.Started;
import org.schemuse.testsupport.Gate;
import org.schemuse.testsupport.TestDatabase;

/** Liquibase's command line and ours on one ledger at a time: only one of them works, whichever begins. */
@Tag("once")
class LiquibaseLockIT {
    /** Its second changeset waits for a lock that the test holds. */
    private static final String CHANGELOG = """
            --liquibase formatted sql

            --changeset a:1
            CREATE TABLE ran (id serial PRIMARY KEY);
            --rollback DROP TABLE ran;

            --changeset a:2 splitStatements:false
            SELECT pg_advisory_lock(4711); SELECT pg_advisory_unlock(4711); INSERT INTO ran DEFAULT VALUES;
            --rollback SELECT 1;
            """;

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Gate gate;
    private Beside beside;

    @BeforeEach
    void closeTheGate() throws Exception {
        database = TestDatabase.empty();
        beside = new Beside(folder, database);
        Files.writeString(folder.resolve("shop.sql"), CHANGELOG);
        gate = Gate.closed(database, "4711");
    }

    @AfterEach
    void drop() throws Exception {
        gate.close();
        database.close();
    }

    @Test
    void ourRunWaitsForLiquibasesAndNamesIt() throws Exception {
        Started theirs = beside.liquibase("update", "--changelog-file=shop.sql");
        gate.await(1);
        Started ours = beside.schemuse("migrate", "shop.sql");
        ours.awaitPrinted(
                "waiting for Liquibase's lock, held by " + database.text("SELECT lockedby FROM databasechangeloglock"));
        assertThat(run("locks").out())
                .contains("public.databasechangeloglock: held by ", "free it with schemuse locks --release");

        gate.open();
        assertThat(theirs.exitCode()).as(theirs.printed()).isZero();
        assertThat(ours.exitCode()).as(ours.printed()).isZero();
        assertThat(ours.printed()).contains("nothing to do");
        assertEachRanOnce();
    }

    @Test
    void liquibasesRunWaitsForOurs() throws Exception {
        Started ours = beside.schemuse("migrate", "shop.sql");
        gate.await(1);
        assertThat(run("locks").out()).contains("public.databasechangeloglock: held by schemuse (session ");
        Started theirs = beside.liquibase("update", "--changelog-file=shop.sql");
        theirs.awaitPrinted("Waiting for changelog lock");
        assertThat(beside.liquibase("list-locks").printedAtItsEnd()).contains("schemuse (session ");

        gate.open();
        assertThat(ours.exitCode()).as(ours.printed()).isZero();
        assertThat(theirs.exitCode()).as(theirs.printed()).isZero();
        assertThat(theirs.printed()).contains("Run:                          0");
        assertEachRanOnce();
    }

    @Test
    void theTableIsTheOneThatLiquibaseCreates() throws Exception {
        gate.open();
        assertThat(run("migrate", "shop.sql").exitCode()).isZero();
        String ours = described();
        database.execute("DROP TABLE databasechangeloglock");
        assertThat(beside.liquibase("update", "--changelog-file=shop.sql").exitCode())
                .isZero();
        assertThat(described()).isEqualTo(ours);
    }

    @Test
    void aRunThatIsToldToEndEndsItsStatementAndFreesTheLock() throws Exception {
        Started ours = beside.schemuse("migrate", "shop.sql");
        gate.await(1);
        ours.process().destroy();
        assertThat(ours.exitCode()).isEqualTo(143);
        assertThat(database.text("SELECT locked::text || coalesce(lockedby, '') FROM databasechangeloglock"))
                .isEqualTo("false");
        assertThat(gate.waiting()).isZero();
        gate.open();
        assertThat(run("migrate", "shop.sql").exitCode()).isZero();
        assertEachRanOnce();
    }

    @Test
    void theLockOfAKilledRunOfOursIsTakenByTheNext() throws Exception {
        Started ours = beside.schemuse("migrate", "shop.sql");
        gate.await(1);
        ours.process().destroyForcibly();
        ours.exitCode();
        // The server works on for a client that is gone, until it has something to tell it.
        gate.endThoseWaiting();
        assertThat(run("locks").out()).contains("its session has ended: the next run of Schemuse takes it");
        gate.open();
        assertThat(run("migrate", "shop.sql").exitCode()).isZero();
        assertEachRanOnce();
    }

    @Test
    void theLockOfAKilledLiquibaseIsFreedOnSomebodysWord() throws Exception {
        Started theirs = beside.liquibase("update", "--changelog-file=shop.sql");
        gate.await(1);
        theirs.process().destroyForcibly();
        theirs.exitCode();
        gate.endThoseWaiting();
        gate.open();

        Ran refused = run("migrate", "shop.sql", "--ledger-timeout", "100ms");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("Liquibase's lock is held by ", "run schemuse locks --release");
        assertThat(run("rollback", "shop.sql", "--all", "--yes", "--ledger-timeout", "100ms")
                        .exitCode())
                .isEqualTo(4);
        assertThat(run("locks", "--release").exitCode()).isEqualTo(2);
        Ran released = run("locks", "--release", "--yes");
        assertThat(released.exitCode()).as(released.err()).isZero();
        assertThat(released.out()).contains("freed");
        assertThat(run("locks").out()).startsWith("No run");
        assertThat(run("migrate", "shop.sql").exitCode()).isZero();
        assertEachRanOnce();
    }

    @Test
    void theLockIsFreeAfterAFailure() throws Exception {
        gate.open();
        Files.writeString(
                folder.resolve("shop.sql"), CHANGELOG + "\n--changeset a:3\nSELECT 1 / 0;\n--rollback SELECT 1;\n");
        assertThat(run("migrate", "shop.sql").exitCode()).isEqualTo(4);
        assertThat(database.text("SELECT locked::text FROM databasechangeloglock"))
                .isEqualTo("false");
        assertThat(run("migrate", "shop.sql", "--dry-run=execute").exitCode()).isEqualTo(4);
        assertThat(run("tag", "shop.sql", "here").exitCode()).isZero();
        assertThat(run("rollback", "shop.sql", "--count", "1", "--yes").exitCode())
                .isZero();
        assertThat(database.text("SELECT locked::text FROM databasechangeloglock"))
                .isEqualTo("false");
    }

    private void assertEachRanOnce() throws SQLException {
        assertThat(database.text("SELECT count(*)::text FROM ran")).isEqualTo("1");
        assertThat(database.text("SELECT string_agg(id, ' ' ORDER BY orderexecuted) FROM databasechangelog"))
                .isEqualTo("1 2");
        assertThat(database.text("SELECT locked::text FROM databasechangeloglock"))
                .isEqualTo("false");
    }

    private String described() throws SQLException {
        return database.text(
                "SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod) || ' ' || attnotnull, ', '"
                        + " ORDER BY attnum) || (SELECT ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                        + " WHERE conrelid = attrelid AND contype = 'p') FROM pg_attribute"
                        + " WHERE attrelid = 'databasechangeloglock'::regclass AND attnum > 0 GROUP BY attrelid");
    }

    private Ran run(String... arguments) {
        Map<String, String> environment = Connecting.to(database);
        String[] words = Arrays.stream(arguments)
                .map(word -> word.equals("shop.sql") ? folder.resolve(word).toString() : word)
                .toArray(String[]::new);
        return Ran.here(folder, environment, words);
    }
}
