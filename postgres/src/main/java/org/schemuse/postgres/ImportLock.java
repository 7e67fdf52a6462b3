package org.schemuse.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Allows one import per schema at a time, and no migration meanwhile. One connection, the control connection, holds
 * {@link AdvisoryLock#IMPORT}; each connection that works for it holds {@link AdvisoryLock#IMPORT_WORKER}, shared. A
 * worker may be busy for a while after its process died. Until the server has noticed, nobody gets the lock, because the
 * worker could still write. So a free {@code IMPORT} alone does not say that nobody imports.
 */
public final class ImportLock {
    /** Longer than the server needs to notice a dead process, with {@link SessionSettings#noticingLostClients}. */
    public static final Duration UNTIL_THE_DEAD_ARE_NOTICED = Duration.ofSeconds(4);

    private static final long PAUSE_MILLIS = 100;

    private ImportLock() {}

    /**
     * Takes the lock for a control connection, which must not have it yet.
     *
     * @param longest how long to try again; zero for one attempt
     * @return false if another control connection, or a worker of one that is gone, holds it all that time, or if the
     *     thread is interrupted, which stays set
     * @throws SQLException if the server does not answer
     */
    public static boolean take(Connection control, String schema, Duration longest) throws SQLException {
        long start = System.nanoTime();
        while (!tryTake(control, schema)) {
            if (System.nanoTime() - start >= longest.toNanos() || !paused()) {
                return false;
            }
        }
        return true;
    }

    /** With the lock of the control connection in hand no worker can come, so one look at theirs is enough. */
    private static boolean tryTake(Connection control, String schema) throws SQLException {
        if (!AdvisoryLock.IMPORT.tryTake(control, schema)) {
            return false;
        }
        if (AdvisoryLock.IMPORT_WORKER.tryTake(control, schema)) {
            AdvisoryLock.IMPORT_WORKER.release(control, schema);
            return true;
        }
        AdvisoryLock.IMPORT.release(control, schema);
        return false;
    }

    /**
     * Lets a connection work under the lock of a control connection. Nobody gets the lock before the worker's session
     * ends too.
     *
     * @param controlPid of the server's process for the control connection
     * @return false if the control connection has lost the lock; then the worker must not work
     * @throws SQLException if the server does not answer
     */
    public static boolean join(Connection worker, String schema, int controlPid) throws SQLException {
        return AdvisoryLock.IMPORT_WORKER.tryTakeShared(worker, schema)
                && AdvisoryLock.IMPORT.isHeldBy(worker, schema, controlPid);
    }

    /**
     * Whether a session imports into the schema, or may still write for an import whose process is gone.
     *
     * @throws SQLException if the server does not answer
     */
    public static boolean isHeld(Connection connection, String schema) throws SQLException {
        return AdvisoryLock.IMPORT.isHeld(connection, schema) || AdvisoryLock.IMPORT_WORKER.isHeld(connection, schema);
    }

    /**
     * Another session that keeps the lock, the control connection if there is one, otherwise a worker.
     *
     * @return empty if nobody else keeps it
     * @throws SQLException if the server does not answer
     */
    public static Optional<LockHolder> otherHolder(Connection connection, String schema) throws SQLException {
        Optional<LockHolder> control = AdvisoryLock.IMPORT.otherHolder(connection, schema);
        return control.isPresent() ? control : AdvisoryLock.IMPORT_WORKER.otherHolder(connection, schema);
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
