package org.schemuse.testsupport;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * An advisory lock that a session of its own holds: a statement that takes the lock waits at the gate, until the test opens
 * it. Closing the gate object opens the gate too.
 */
public final class Gate implements AutoCloseable {
    private static final String WAITING =
            " FROM pg_locks waiting JOIN pg_locks held USING (locktype, database, classid, objid, objsubid)"
                    + " WHERE locktype = 'advisory' AND held.pid = pg_backend_pid() AND held.granted"
                    + " AND NOT waiting.granted";

    private final Connection session;
    private final String key;

    private Gate(Connection session, String key) {
        this.session = session;
        this.key = key;
    }

    /**
     * Takes the lock.
     *
     * @param key the arguments of {@code pg_advisory_lock}, in SQL: one {@code bigint} or two {@code int}
     */
    public static Gate closed(TestDatabase database, String key) throws SQLException {
        Gate gate = new Gate(database.dataSource().getConnection(), key);
        gate.text("SELECT pg_advisory_lock(" + key + ")");
        return gate;
    }

    /** How many sessions wait at the gate now. */
    public int waiting() throws SQLException {
        return Integer.parseInt(text("SELECT count(*)" + WAITING));
    }

    /** Returns when that many sessions wait at the gate. */
    public void await(int sessions) throws Exception {
        Await.until(sessions + " sessions wait for lock " + key, () -> waiting() == sessions);
    }

    /** Ends the sessions that wait at the gate, and returns when they are gone. */
    public void endThoseWaiting() throws SQLException {
        text("SELECT bool_and(pg_terminate_backend(waiting.pid, 60000))" + WAITING);
    }

    /** Lets those that wait go on. */
    public void open() throws SQLException {
        text("SELECT pg_advisory_unlock(" + key + ")");
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            return TestDatabase.text(statement, sql);
        }
    }
}
