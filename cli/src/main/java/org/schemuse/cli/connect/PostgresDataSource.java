package org.schemuse.cli.connect;

import java.io.Console;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.Terminal;

/**
 * Opens connections, and states in one line what to do if it cannot. If the server requires a password and none was given,
 * it asks for it at the terminal, once.
 */
final class PostgresDataSource extends PGSimpleDataSource {
    /** The oldest server whose SQL the changelogs use: UNIQUE NULLS NOT DISTINCT came with 15. */
    private static final int OLDEST_MAJOR = 15;

    private final transient ConnectionErrors refusal;
    private final transient PoolerCheck poolers;
    private final transient StallWatch stalls;
    private boolean asked;

    PostgresDataSource(String description, StallWatch stalls) {
        this.refusal = new ConnectionErrors(description);
        this.poolers = new PoolerCheck(description);
        this.stalls = stalls;
        setSocketFactory(WatchedSocket.Factory.class.getName());
    }

    /** The same server and user, in another database. */
    PostgresDataSource inDatabase(String name) {
        PostgresDataSource other = new PostgresDataSource(refusal.description(), stalls);
        other.setUrl(getUrl());
        other.setDatabaseName(name);
        other.setUser(getUser());
        other.setPassword(getPassword());
        return other;
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        try {
            return checked(opened(user, password));
        } catch (SQLException e) {
            if (refusal.wantsPassword(e) && mayAsk()) {
                return checked(askAndConnect(user));
            }
            throw refusal.explained(e);
        }
    }

    private Connection askAndConnect(@Nullable String user) {
        try {
            return opened(user, getPassword());
        } catch (SQLException e) {
            throw refusal.explained(e);
        }
    }

    private Connection opened(@Nullable String user, @Nullable String password) throws SQLException {
        return stalls.opened(() -> super.getConnection(user, password), () -> super.getConnection(user, getPassword()));
    }

    private synchronized boolean mayAsk() {
        Optional<Console> person = Terminal.person();
        if (!asked && getPassword() == null && person.isPresent()) {
            asked = true;
            char[] typed = person.get().readPassword("Password for %s: ", refusal.description());
            setPassword(typed == null ? null : new String(typed));
        }
        return asked && getPassword() != null;
    }

    private Connection checked(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_MAJOR) {
            String found = connection.getMetaData().getDatabaseProductVersion();
            connection.close();
            throw Failure.database("PostgreSQL " + found + " at " + refusal.description()
                    + " is too old: Schemuse needs " + OLDEST_MAJOR + " or newer.");
        }
        poolers.check(connection, () -> opened(getUser(), getPassword()));
        return connection;
    }
}
