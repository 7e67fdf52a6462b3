package org.schemuse.changelog.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets one run at a time work on a schema: an advisory lock that belongs to the session, so a killed process leaves
 * none behind. It is polled, never waited for in SQL, because a waiting statement holds a snapshot that
 * {@code CREATE INDEX CONCURRENTLY} would wait for in turn. The same session may take it again.
 */
public final class SchemaLock {
    private static final Duration POLL = Duration.ofMillis(100);

    /** "schemuse" in the first key keeps clear of the locks of applications; the schema's name is the second. */
    private static final String KEYS = "pg_catalog.hashtext('schemuse'), pg_catalog.hashtext(?)";

    /** First key of the lock that a waiting session shows, for one that polls is not seen to wait. */
    static final String WAITS = "schemuse waits";

    private SchemaLock() {}

    /**
     * Takes the lock.
     *
     * @param wait longest wait; zero waits forever
     * @return whether it was taken
     */
    public static boolean take(Connection connection, String schema, Duration wait) throws SQLException {
        if (ask(connection, "SELECT pg_catalog.pg_try_advisory_lock(" + KEYS + ")", schema)) {
            return true;
        }
        String shown = "_shared(pg_catalog.hashtext('" + WAITS + "'), pg_catalog.hashtext(?))";
        ask(connection, "SELECT pg_catalog.pg_try_advisory_lock" + shown, schema);
        try {
            return poll(connection, schema, wait);
        } finally {
            ask(connection, "SELECT pg_catalog.pg_advisory_unlock" + shown, schema);
        }
    }

    private static boolean poll(Connection connection, String schema, Duration wait) throws SQLException {
        long start = System.nanoTime();
        while (!ask(connection, "SELECT pg_catalog.pg_try_advisory_lock(" + KEYS + ")", schema)) {
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

    /** Gives the lock back once; it is free when each taking was given back, or when the session ends. */
    public static void release(Connection connection, String schema) throws SQLException {
        ask(connection, "SELECT pg_catalog.pg_advisory_unlock(" + KEYS + ")", schema);
    }

    /** Who holds the lock, for people: {@code process 4711 of alice, since ...}; empty when nobody does. */
    public static Optional<String> holder(Connection connection, String schema) throws SQLException {
        String sql =
                "SELECT 'process ' || a.pid || ' of ' || a.usename || ', since ' || a.backend_start::timestamptz(0)"
                        + " FROM (SELECT " + KEYS + ") AS key (a, b)"
                        + " JOIN pg_catalog.pg_locks l ON l.locktype = 'advisory' AND l.granted"
                        + " AND l.classid = (key.a::bigint & 4294967295)::oid AND l.objid = (key.b::bigint & 4294967295)::oid"
                        + " JOIN pg_catalog.pg_database d ON d.oid = l.database AND d.datname = pg_catalog.current_database()"
                        + " JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static boolean ask(Connection connection, String sql, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }
}
