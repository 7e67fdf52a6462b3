package org.schemuse.changelog.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.TestDatabase;

class RunLocksIT {
    private TestDatabase database;
    private Connection holder;
    private RunLocks locks;

    @BeforeEach
    void aRunIsAtWork() throws SQLException {
        database = TestDatabase.empty();
        holder = database.dataSource().getConnection();
        locks = new RunLocks(database.dataSource());
        try (Statement statement = holder.createStatement()) {
            statement.execute("CREATE SCHEMA \"my world\"; SET application_name TO 'the run'");
            SchemaLock.take(holder, "my world", Duration.ZERO);
            statement.execute("SELECT 'ALTER ROLE x PASSWORD ''tell-tale'''");
        }
    }

    @AfterEach
    void drop() throws SQLException {
        holder.close();
        database.close();
    }

    @Test
    void whoHoldsTheLockIsToldWithWhatTheyDo() throws SQLException {
        assertThat(locks.list(null)).singleElement().satisfies(lock -> {
            assertThat(lock.schema()).isEqualTo("my world");
            assertThat(lock.pid()).isEqualTo(pid(holder));
            assertThat(lock.user()).isEqualTo(database.user());
            assertThat(lock.application()).isEqualTo("the run");
            assertThat(lock.state()).isEqualTo("idle");
            assertThat(lock.holds()).isTrue();
        });
        assertThat(locks.list("other")).isEmpty();
        assertThat(locks.list("my world")).hasSize(1);
    }

    @Test
    void whoWaitsIsToldAndGetsTheLockThatIsReleased() throws Exception {
        try (Connection waiting = database.dataSource().getConnection()) {
            CompletableFuture<Boolean> taken = CompletableFuture.supplyAsync(() -> take(waiting));
            Await.until("it waits", () -> locks.list(null).size() == 2);
            List<RunLock> both = locks.list(null);
            assertThat(both.get(0).holds()).isTrue();
            assertThat(both.get(1).holds()).isFalse();
            assertThat(both.get(1).schema()).isEqualTo("my world");
            assertThat(taken).isNotDone();

            assertThat(locks.release(both.get(0))).isTrue();
            assertThat(taken.get(1, TimeUnit.MINUTES)).isTrue();
            assertThat(locks.list(null)).singleElement().satisfies(lock -> {
                assertThat(lock.pid()).isEqualTo(pid(waiting));
                assertThat(lock.holds()).isTrue();
            });
            assertThat(locks.release(both.get(0))).as("it is gone already").isFalse();
        }
    }

    @Test
    void aProcessThatIsKilledLeavesNoLock() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holding.class.getName(),
                database.url(),
                database.user());
        builder.environment().put("PGPASSWORD", database.password());
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.getInputStream().read()).isEqualTo('!');
        assertThat(SchemaLock.take(holder, "other", Duration.ofMillis(1))).isFalse();

        process.destroyForcibly().waitFor();
        assertThat(SchemaLock.take(holder, "other", Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void passwordsInStatementsAreNotRepeated() {
        assertThat(RunLocks.withoutPassword("ALTER ROLE a PASSWORD  'it''s me' VALID UNTIL 'x'"))
                .isEqualTo("ALTER ROLE a PASSWORD  '***' VALID UNTIL 'x'");
        assertThat(RunLocks.withoutPassword("create role a password E'cut off"))
                .isEqualTo("create role a password '***'");
    }

    /** A process that takes the lock and never gives it back. */
    static final class Holding {
        private Holding() {}

        public static void main(String[] args) throws Exception {
            Connection connection = DriverManager.getConnection(args[0], args[1], System.getenv("PGPASSWORD"));
            SchemaLock.take(connection, "other", Duration.ZERO);
            System.out.print('!');
            System.out.flush();
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static boolean take(Connection connection) {
        try {
            return SchemaLock.take(connection, "my world", Duration.ZERO);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }
}
