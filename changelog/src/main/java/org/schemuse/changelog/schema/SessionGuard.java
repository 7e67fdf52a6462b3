package org.schemuse.changelog.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.schemuse.changelog.liquibase.ChangelogSession;

/**
 * Makes sure before each changeset that a name without a schema means the schema of the run. A changeset may have set
 * another {@code search_path} for the session, or reset all of the session, our lock included; a connection pooler may
 * have given us another session.
 */
final class SessionGuard implements ChangelogSession.Guard {
    private static final String STATE = "SELECT pg_catalog.pg_backend_pid(), pg_catalog.current_schema(),"
            + " pg_catalog.current_setting('" + SchemaSession.MARK + "', true)";

    private final SchemaSession session;
    private final String schema;
    private final Duration lockTimeout;
    private final Duration statementTimeout;
    private final int process;

    SessionGuard(SchemaSession session, String schema, Duration lockTimeout, Duration statementTimeout)
            throws SQLException {
        this.session = session;
        this.schema = schema;
        this.lockTimeout = lockTimeout;
        this.statementTimeout = statementTimeout;
        this.process = session.pid();
    }

    @Override
    public String schema() {
        return schema;
    }

    @Override
    public void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet state = statement.executeQuery(STATE)) {
            state.next();
            if (state.getInt(1) != process) {
                throw new SQLException("another session of the server answered, process " + state.getInt(1)
                        + " instead of " + process + ", as behind a connection pooler in transaction mode: use the URL"
                        + " of the PostgreSQL server itself");
            }
            String mark = state.getString(3);
            if (mark == null || mark.isEmpty()) {
                session.enterAgain(lockTimeout, statementTimeout);
            } else if (!schema.equals(state.getString(2))) {
                session.enterFirst();
            } else {
                return;
            }
        }
        // Liquibase rolls back what preconditions may have done, and with it a SET of this transaction.
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
