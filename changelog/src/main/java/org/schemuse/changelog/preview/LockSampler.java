package org.schemuse.changelog.preview;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Samples which locks another session has, if no transaction keeps them until the end of the changeset.
 *
 * <p>It holds a snapshot between two samples. A statement with CONCURRENTLY waits at its end for every older snapshot, so
 * at least one sample sees its locks. The sampler releases the snapshot as soon as another session waits for it.
 */
final class LockSampler implements AutoCloseable {
    private static final long PAUSE_MILLIS = 1;

    private static final String WAITING = "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_locks l"
            + " WHERE l.pid = ? AND l.locktype = 'virtualxid' AND NOT l.granted)";

    private final int pid;
    private final Connection connection;
    private final Thread thread;
    private final CountDownLatch looked = new CountDownLatch(1);
    private final Set<HeldLock> seen = new HashSet<>();
    private volatile boolean stopped;
    private @Nullable SQLException failure;

    /** Returns after the first sample. */
    static LockSampler start(DataSource database, int pid) throws SQLException {
        LockSampler sampler = new LockSampler(database.getConnection(), pid);
        sampler.thread.start();
        try {
            sampler.looked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return sampler;
    }

    private LockSampler(Connection connection, int pid) {
        this.pid = pid;
        this.connection = connection;
        this.thread = new Thread(this::look, "locks of " + pid);
        thread.setDaemon(true);
    }

    /** Ends it; what it saw, or why it could not. */
    Set<HeldLock> stop() throws SQLException {
        close();
        if (failure != null) {
            throw failure;
        }
        return seen;
    }

    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try (connection) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            while (!stopped) {
                // Ask this first: a session that waits keeps waiting, with its locks, until the sample is complete.
                boolean waitedFor = isWaitedFor();
                seen.addAll(HeldLock.of(connection, pid));
                looked.countDown();
                if (waitedFor) {
                    connection.rollback();
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            looked.countDown();
        }
    }

    private boolean isWaitedFor() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
            statement.setInt(1, pid);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
