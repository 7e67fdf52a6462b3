package org.schemuse.importer.load.target;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * Lets one import at a time into a world. The lock belongs to the connection that took it, so it ends with the process,
 * however that ends. The connections that do the work hold a second one together: one of them may be busy for a while
 * after its process died, and until it has noticed nobody else comes in.
 */
final class ImportLock {
    /** Longer than a server needs to notice that a process is gone, see {@link TargetSchema#open}. */
    private static final long PATIENCE_SECONDS = 4;

    private static final long PAUSE_MILLIS = 100;

    private static final String KEY = "hashtextextended(:key, 0)";

    private ImportLock() {}

    /**
     * Takes the lock of a schema, as soon as whatever is left of a dead process is gone.
     *
     * @return false if another connection keeps it
     */
    static boolean take(Handle handle, String schema) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!tryTake(handle, schema)) {
            if (System.nanoTime() > end || !paused()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The session that keeps the lock, for people: {@code process 4711 of alice from 10.0.0.7, since 2026-11-29
     * 10:00:00+00 (schemuse import)}. The one that took it comes before those that work for it.
     */
    static Optional<String> holder(Handle handle, String schema) {
        return handle.createQuery("""
                        SELECT 'process ' || a.pid || coalesce(' of ' || a.usename, '')
                            || coalesce(' from ' || host(a.client_addr), '')
                            || coalesce(', since ' || a.backend_start::timestamptz(0), '')
                            || coalesce(' (' || nullif(a.application_name, '') || ')', '')
                        FROM pg_locks l
                        JOIN (VALUES (1, hashtextextended(:key, 0)), (2, hashtextextended(:workers, 0))) AS k (place, key)
                            ON (l.classid::bigint << 32 | l.objid::bigint) = k.key
                        JOIN pg_stat_activity a ON a.pid = l.pid
                        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.pid <> pg_backend_pid()
                            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                        ORDER BY k.place, a.pid LIMIT 1
                        """)
                .bind("key", key(schema))
                .bind("workers", workersKey(schema))
                .mapTo(String.class)
                .findFirst();
    }

    private static boolean tryTake(Handle handle, String schema) {
        if (!ask(handle, "SELECT pg_try_advisory_lock(" + KEY + ")", key(schema))) {
            return false;
        }
        if (ask(handle, "SELECT pg_try_advisory_lock(" + KEY + ")", workersKey(schema))) {
            ask(handle, "SELECT pg_advisory_unlock(" + KEY + ")", workersKey(schema));
            return true;
        }
        ask(handle, "SELECT pg_advisory_unlock(" + KEY + ")", key(schema));
        return false;
    }

    /**
     * Keeps others from taking the lock until a connection ends that works for the one that has it.
     *
     * @param holder the process id of the server for the connection that took the lock
     * @return false if that one has it no longer
     */
    static boolean join(Handle worker, String schema, int holder) {
        return ask(worker, "SELECT pg_try_advisory_lock_shared(" + KEY + ")", workersKey(schema))
                && worker.createQuery("""
                                SELECT EXISTS (
                                    SELECT FROM pg_locks l, hashtextextended(:key, 0) AS key
                                    WHERE l.pid = :holder AND l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                                        AND l.classid::bigint = (key >> 32) & 4294967295
                                        AND l.objid::bigint = key & 4294967295)
                                """)
                        .bind("key", key(schema))
                        .bind("holder", holder)
                        .mapTo(Boolean.class)
                        .one();
    }

    private static boolean ask(Handle handle, String question, String key) {
        return handle.createQuery(question)
                .bind("key", key)
                .mapTo(Boolean.class)
                .one();
    }

    private static boolean paused() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String key(String schema) {
        return "schemuse import into " + schema;
    }

    private static String workersKey(String schema) {
        return "schemuse works for an import into " + schema;
    }
}
