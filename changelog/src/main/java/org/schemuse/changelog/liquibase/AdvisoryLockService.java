package org.schemuse.changelog.liquibase;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LockException;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.lock.SchemaLock;

/**
 * Makes Liquibase take {@link SchemaLock} in place of its lock row, which a killed process leaves behind. Liquibase
 * finds it as a service.
 */
public final class AdvisoryLockService implements LockService {
    private @Nullable Database database;
    private Duration wait = Duration.ofMinutes(5);
    private boolean held;
    private boolean expectedHeld;

    /** For a run that holds the lock already. Its session gets the lock at once; another session would wait forever, for its own run. */
    static void expectHeld(Database database) {
        if (LockServiceFactory.getInstance().getLockService(database) instanceof AdvisoryLockService service) {
            service.setChangeLogLockWaitTime(0);
            service.expectedHeld = true;
        }
    }

    /** Above that of the service with the lock row. */
    @Override
    public int getPriority() {
        return PRIORITY_DATABASE;
    }

    @Override
    public boolean supports(Database candidate) {
        return candidate instanceof PostgresDatabase && candidate.getConnection() instanceof JdbcConnection;
    }

    @Override
    public void setDatabase(Database database) {
        this.database = database;
    }

    @Override
    public void setChangeLogLockWaitTime(long minutes) {
        // Zero means no waiting here, and waiting forever there.
        wait = minutes == 0 ? Duration.ofMillis(1) : Duration.ofMinutes(minutes);
    }

    /** Has no effect: {@link SchemaLock} polls at its own interval. */
    @Override
    public void setChangeLogLockRecheckTime(long seconds) {}

    @Override
    public boolean hasChangeLogLock() {
        return held;
    }

    @Override
    public void waitForLock() throws LockException {
        if (!acquireLock()) {
            throw new LockException("the lock on schema \"" + schema() + "\" is held by another session"
                    + (expectedHeld
                            ? " than the one that took it for this run" + ChangelogSession.BEHIND_A_POOLER
                            : ""));
        }
    }

    @Override
    public boolean acquireLock() throws LockException {
        if (!held) {
            try {
                held = SchemaLock.take(connection(), schema(), wait);
            } catch (SQLException e) {
                throw new LockException(e);
            }
        }
        return held;
    }

    @Override
    public void releaseLock() throws LockException {
        if (held) {
            try {
                SchemaLock.release(connection(), schema());
                held = false;
            } catch (SQLException e) {
                throw new LockException(e);
            }
        }
    }

    /** Liquibase calls this for its own lock commands only, which Schemuse does not run. */
    @Override
    public DatabaseChangeLogLock[] listLocks() {
        return new DatabaseChangeLogLock[0];
    }

    @Override
    public void forceReleaseLock() throws LockException {
        releaseLock();
    }

    @Override
    public void reset() {
        held = false;
    }

    /** Does nothing, because there is no table to create. */
    @Override
    public void init() {}

    /** Does nothing, because there is no table to drop. */
    @Override
    public void destroy() {}

    /** Liquibase sets it before it asks for anything. */
    private Database database() {
        return Objects.requireNonNull(database);
    }

    private String schema() {
        return database().getDefaultSchemaName();
    }

    private Connection connection() {
        return ((JdbcConnection) database().getConnection()).getUnderlyingConnection();
    }
}
