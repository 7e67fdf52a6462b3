package org.schemuse.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemuse.testsupport.TestDatabase;

/** The keys are those that somebody else computes with the server's functions, and that pg_locks shows. */
class AdvisoryLockIT {
    private static final String SCHEMA = "it's \"a\" wörld";

    private static final TestDatabase DATABASE = TestDatabase.empty();

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    private static Connection connect() throws SQLException {
        return DATABASE.dataSource().getConnection();
    }

    private static int pid(Connection connection) throws SQLException {
        return Integer.parseInt(Sql.texts(connection, "SELECT pg_backend_pid()").get(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            RUN           ; hashtext('schemuse'), hashtext(?)
            WAITING_RUN   ; hashtext('schemuse waits'), hashtext(?)
            IMPORT        ; hashtextextended('schemuse import into ' || ?, 0)
            IMPORT_WORKER ; hashtextextended('schemuse works for an import into ' || ?, 0)
            """)
    void aLockIsTheOneThatAnotherSessionTakesByItsKey(AdvisoryLock lock, String key) throws SQLException {
        try (Connection other = connect();
                Connection mine = connect()) {
            assertThat(lock.isHeld(mine, SCHEMA)).isFalse();
            assertThat(lock.otherHolder(mine, SCHEMA)).isEmpty();
            Sql.texts(other, "SELECT pg_advisory_lock(" + key + ")", SCHEMA);
            assertThat(lock.isHeld(mine, SCHEMA)).isTrue();
            assertThat(lock.isHeldBy(mine, SCHEMA, pid(other))).isTrue();
            assertThat(lock.isHeldBy(mine, SCHEMA, pid(mine))).isFalse();
            assertThat(lock.isHeld(mine, SCHEMA + "x")).isFalse();
            assertThat(lock.tryTake(mine, SCHEMA)).isFalse();
            assertThat(lock.tryTakeShared(mine, SCHEMA)).isFalse();
            assertThat(lock.otherHolder(mine, SCHEMA).orElseThrow().full())
                    .matches("process " + pid(other) + " of " + DATABASE.user() + " from [0-9.]+, since 20.* \\(.*\\)");
            assertThat(lock.otherHolder(mine, SCHEMA).orElseThrow().brief())
                    .matches("process " + pid(other) + " of " + DATABASE.user() + ", since 20[-0-9 :+]+");
            Sql.texts(other, "SELECT pg_advisory_unlock(" + key + ")", SCHEMA);
            assertThat(lock.tryTake(mine, SCHEMA)).isTrue();
            assertThat(Sql.isTrue(other, "SELECT pg_try_advisory_lock(" + key + ")", SCHEMA))
                    .isFalse();
            assertThat(lock.release(mine, SCHEMA)).isTrue();
            assertThat(lock.release(mine, SCHEMA)).isFalse();
            assertThat(lock.tryTakeShared(mine, SCHEMA)).isTrue();
            assertThat(lock.tryTakeShared(other, SCHEMA)).isTrue();
            assertThat(lock.releaseShared(mine, SCHEMA)).isTrue();
        }
    }

    @Test
    void theLockOfAnotherDatabaseDoesNotCount() throws SQLException {
        try (TestDatabase elsewhere = TestDatabase.empty();
                Connection other = elsewhere.dataSource().getConnection();
                Connection mine = connect()) {
            for (AdvisoryLock lock : AdvisoryLock.values()) {
                assertThat(lock.tryTake(other, SCHEMA)).isTrue();
                assertThat(lock.isHeld(mine, SCHEMA)).isFalse();
                assertThat(lock.isHeld(other, SCHEMA)).isTrue();
            }
        }
    }

    @Test
    void onlyAPairOfKeysTellsItsKind() throws SQLException {
        try (Connection mine = connect()) {
            String any = "SELECT FROM pg_locks WHERE ";
            assertThat(AdvisoryLock.RUN.tryTake(mine, SCHEMA)).isTrue();
            assertThat(Sql.hasRow(mine, any + AdvisoryLock.RUN.matchesAnySchema("pg_locks")))
                    .isTrue();
            assertThat(Sql.hasRow(mine, any + AdvisoryLock.WAITING_RUN.matchesAnySchema("pg_locks")))
                    .isFalse();
        }
        assertThatThrownBy(() -> AdvisoryLock.IMPORT.matchesAnySchema("l"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nobodyImportsWhileTheWorkerOfADeadControlConnectionLives() throws SQLException {
        Connection control = connect();
        try (Connection worker = connect();
                Connection next = connect()) {
            assertThat(ImportLock.take(control, SCHEMA, Duration.ZERO)).isTrue();
            assertThat(ImportLock.join(worker, SCHEMA, pid(control))).isTrue();
            assertThat(ImportLock.take(next, SCHEMA, Duration.ZERO)).isFalse();
            String process = "process " + pid(control) + " of ";
            assertThat(ImportLock.otherHolder(next, SCHEMA).orElseThrow().full())
                    .startsWith(process);
            Sql.texts(next, "SELECT pg_terminate_backend(?, 5000)", pid(control));
            assertThat(AdvisoryLock.IMPORT.isHeld(next, SCHEMA)).isFalse();
            assertThat(ImportLock.isHeld(next, SCHEMA)).isTrue();
            assertThat(ImportLock.take(next, SCHEMA, Duration.ofMillis(200))).isFalse();
            assertThat(AdvisoryLock.IMPORT.isHeld(next, SCHEMA)).isFalse();
            assertThat(ImportLock.otherHolder(next, SCHEMA).orElseThrow().full())
                    .startsWith("process " + pid(worker) + " of ");
            Sql.texts(next, "SELECT pg_terminate_backend(?, 5000)", pid(worker));
            assertThat(ImportLock.take(next, SCHEMA, Duration.ZERO)).isTrue();
        }
    }

    @Test
    void aWorkerDoesNotJoinAControlConnectionWithoutTheLock() throws SQLException {
        try (Connection control = connect();
                Connection worker = connect()) {
            assertThat(ImportLock.join(worker, SCHEMA, pid(control))).isFalse();
        }
    }
}
