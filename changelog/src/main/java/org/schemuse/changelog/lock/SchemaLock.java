package org.schemuse.changelog.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.schemuse.postgres.AdvisoryLock;
import org.schemuse.postgres.LockHolder;

/**
 * Lets one run at a time work on a schema: an advisory lock that belongs to the session, so a killed process leaves
 * none behind. It is polled, never waited for in SQL, because a waiting statement holds a snapshot that
 * {@code CREATE INDEX CONCURRENTLY} would wait for in turn. The same session may take it again.
 */
public final class SchemaLock {
    private static final Duration POLL = Duration.ofMillis(100);

    private SchemaLock() {}

    /**
     * Takes the lock.
     *
     * @param wait longest wait; zero waits forever
     * @return whether it was taken
     * @throws SQLException if the server does not answer
     */
    public static boolean take(Connection connection, String schema, Duration wait) throws SQLException {
        if (AdvisoryLock.RUN.tryTake(connection, schema)) {
            return true;
        }
        AdvisoryLock.WAITING_RUN.tryTakeShared(connection, schema);
        try {
            return poll(connection, schema, wait);
        } finally {
            AdvisoryLock.WAITING_RUN.releaseShared(connection, schema);
        }
    }

    private static boolean poll(Connection connection, String schema, Duration wait) throws SQLException {
        long start = System.nanoTime();
        while (!AdvisoryLock.RUN.tryTake(connection, schema)) {
            if (!wait.isZero() && System.nanoTime() - start > wait.toNanos()) {
                return false;
            }
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /**
     * Gives the lock back once; it is free when each taking was given back, or when the session ends.
     *
     * @throws SQLException if the server does not answer
     */
    public static void release(Connection connection, String schema) throws SQLException {
        AdvisoryLock.RUN.release(connection, schema);
    }

    /**
     * Another session that holds the lock, for people: {@code process 4711 of alice, since ...}; empty if none does.
     *
     * @throws SQLException if the server does not answer
     */
    public static Optional<String> holder(Connection connection, String schema) throws SQLException {
        return AdvisoryLock.RUN.otherHolder(connection, schema).map(LockHolder::brief);
    }
}
