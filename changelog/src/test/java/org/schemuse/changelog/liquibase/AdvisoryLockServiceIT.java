package org.schemuse.changelog.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Duration;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LockException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.lock.SchemaLock;
import org.schemuse.testsupport.TestDatabase;

/** Liquibase itself takes the session's lock, not a row. */
class AdvisoryLockServiceIT {
    @Test
    void liquibaseUsesItAndItKeepsOthersOut() throws Exception {
        try (TestDatabase server = TestDatabase.empty();
                Connection mine = server.dataSource().getConnection();
                Connection theirs = server.dataSource().getConnection()) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(mine));
            LockService lock = LockServiceFactory.getInstance().getLockService(database);
            assertThat(lock).isInstanceOf(AdvisoryLockService.class);
            lock.setChangeLogLockWaitTime(0);

            assertThat(SchemaLock.take(theirs, "public", Duration.ofSeconds(1))).isTrue();
            assertThat(lock.acquireLock()).isFalse();
            assertThatThrownBy(lock::waitForLock)
                    .isInstanceOf(LockException.class)
                    .hasMessageContaining("\"public\"");
            assertThat(SchemaLock.holder(mine, "public"))
                    .hasValueSatisfying(holder -> assertThat(holder).contains(server.user()));
            SchemaLock.release(theirs, "public");

            lock.waitForLock();
            assertThat(lock.hasChangeLogLock()).isTrue();
            assertThat(SchemaLock.take(theirs, "public", Duration.ofMillis(1))).isFalse();
            lock.releaseLock();
            assertThat(SchemaLock.take(theirs, "public", Duration.ofMillis(1))).isTrue();
            LockServiceFactory.reset();
        }
    }

    /** A pooler gave the lock to one session of the server and this statement to another. */
    @Test
    void runThatTookTheLockDoesNotWaitForItself() throws Exception {
        try (TestDatabase server = TestDatabase.empty();
                Connection first = server.dataSource().getConnection();
                Connection second = server.dataSource().getConnection()) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(second));
            AdvisoryLockService.expectHeld(database);
            LockService lock = LockServiceFactory.getInstance().getLockService(database);

            assertThat(SchemaLock.take(first, "public", Duration.ofSeconds(1))).isTrue();
            assertThatThrownBy(lock::waitForLock)
                    .isInstanceOf(LockException.class)
                    .hasMessageContaining("connection pooler");

            SchemaLock.release(first, "public");
            assertThat(SchemaLock.take(second, "public", Duration.ofSeconds(1))).isTrue();
            lock.waitForLock();
            assertThat(lock.hasChangeLogLock()).isTrue();
            LockServiceFactory.reset();
        }
    }
}
