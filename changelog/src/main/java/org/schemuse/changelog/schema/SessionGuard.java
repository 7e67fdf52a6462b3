package org.schemuse.changelog.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.liquibase.ChangelogSession;

/**
 * Verifies before each changeset that a name without a schema means the schema of the run. A changeset may have set
 * another {@code search_path} for the session, or reset all of the session, our lock included; a connection pooler may
 * have given us another session.
 */
final class SessionGuard implements ChangelogSession.Guard {
    private static final String STATE = "SELECT pg_catalog.pg_backend_pid(), pg_catalog.current_schema(),"
            + " pg_catalog.current_setting('" + SchemaSession.ENTERED + "', true)";

    private final SchemaSession session;
    private final Limits limits;
    private final int process;

    /** @param limits that hold again after a changeset has reset the session */
    SessionGuard(SchemaSession session, Limits limits) throws SQLException {
        this.session = session;
        this.limits = limits;
        this.process = session.pid();
    }

    /**
     * Liquibase, guarded.
     *
     * @param connection the session's, or a view of it
     */
    ChangelogSession changelog(Connection connection, Catalog catalog, ChangesetFilter filter) {
        return new ChangelogSession(connection, catalog, filter, this);
    }

    @Override
    public void requireSchema(@Nullable String current) {
        if (!session.schema().text().equals(current)) {
            throw new IllegalStateException("the session is in schema \"" + current + "\", expected \""
                    + session.schema().text() + "\"" + ChangelogSession.BEHIND_A_POOLER);
        }
    }

    @Override
    public void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet state = statement.executeQuery(STATE)) {
            state.next();
            if (state.getInt(1) != process) {
                throw new SQLException("another session of the server answered, process " + state.getInt(1)
                        + " instead of " + process + ChangelogSession.BEHIND_A_POOLER);
            }
            String entered = state.getString(3);
            if (entered == null || entered.isEmpty()) {
                session.enterAgain(limits);
            } else if (!session.schema().text().equals(state.getString(2))) {
                session.enterFirst();
            } else {
                return;
            }
        }
        // Liquibase rolls back the changes of preconditions, and a SET of the same transaction with them.
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
