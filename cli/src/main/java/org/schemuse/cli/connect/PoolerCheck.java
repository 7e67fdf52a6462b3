package org.schemuse.cli.connect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.schemuse.cli.report.Failure;

/**
 * Refuses a connection pooler that gives each transaction another session of the server, such as PgBouncer in
 * transaction mode. Our {@code search_path}, locks and settings belong to a session: through such a pooler they would
 * reach other clients, and our statements another schema.
 *
 * <p>Without a pooler, the process id that the server sent when the connection began is that of the session. A pooler
 * sends one of its own. Then two connections at once show whether each keeps its session.
 */
final class PoolerCheck {
    private static final int LOOKS = 3;

    private final String description;
    private boolean passed;

    PoolerCheck(String description) {
        this.description = description;
    }

    /** Opens another connection of the same kind. */
    @FunctionalInterface
    interface Opener {
        Connection open() throws SQLException;
    }

    /**
     * Checks the first connection of a data source; later ones go the same way.
     *
     * @throws Failure (database) if sessions are shared; both connections are closed then
     */
    synchronized void check(Connection connection, Opener another) throws SQLException {
        if (passed || connection.unwrap(PGConnection.class).getBackendPID() == session(connection)) {
            passed = true;
            return;
        }
        try (Connection second = another.open()) {
            passed = keepTheirSessions(connection, second);
        }
        if (!passed) {
            connection.close();
            throw Failure.database("Cannot work through the connection pooler at " + description
                    + ": it gives each transaction another session of the server, so that search_path and locks would"
                    + " reach other clients. Use the URL of the PostgreSQL server itself, or a pool in session mode.");
        }
    }

    /** In turn, because a pooler that hands out its sessions in a circle gives two connections two of them at first. */
    private static boolean keepTheirSessions(Connection first, Connection second) throws SQLException {
        int ofFirst = session(first);
        int ofSecond = session(second);
        boolean kept = ofFirst != ofSecond;
        for (int i = 0; kept && i < LOOKS; i++) {
            kept = session(first) == ofFirst && session(second) == ofSecond;
        }
        return kept;
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
