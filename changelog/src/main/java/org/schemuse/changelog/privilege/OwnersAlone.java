package org.schemuse.changelog.privilege;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Views of a connection on which new objects belong to their owner alone, whatever default privileges say. What they do
 * besides is part of each transaction, so no other session sees it and a killed process leaves nothing of it.
 */
public final class OwnersAlone implements InvocationHandler {
    private static final String FAILED_TRANSACTION = "25P02";

    /** Two transactions that change one entry of the defaults at once: the second would fail. */
    private static final String ONE_AT_A_TIME =
            "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('schemuse default privileges'), 0)";

    private final Connection connection;
    private final Work begin;
    private final Work end;
    private boolean begun;

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private OwnersAlone(Connection connection, Work begin, Work end) {
        this.connection = connection;
        this.begin = begin;
        this.end = end;
    }

    /** A view that suspends the user's default privileges in each transaction; only what a changeset grants is granted. */
    public static Connection everywhere(Connection connection, String... schemas) throws SQLException {
        DefaultPrivileges defaults = DefaultPrivileges.of(connection, schemas);
        return defaults.isEmpty()
                ? connection
                : view(new OwnersAlone(
                        connection,
                        transaction -> run(transaction, with(ONE_AT_A_TIME, defaults.suspend())),
                        transaction -> run(transaction, defaults.restore())));
    }

    /** A view on which one table, should it be created, is left to its owner; what else is created gets the defaults. */
    public static Connection ofTable(Connection connection, String schema, String table) throws SQLException {
        if (DefaultPrivileges.of(connection, schema).isEmpty() || exists(connection, schema, table)) {
            return connection;
        }
        AtomicBoolean created = new AtomicBoolean();
        return view(new OwnersAlone(connection, transaction -> {}, transaction -> {
            if (!created.get() && exists(transaction, schema, table)) {
                Grants.revokeOnTable(transaction, schema, table);
                created.set(true);
            }
        }));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "createStatement", "prepareStatement", "prepareCall" -> begin();
            case "commit" -> end();
            case "setAutoCommit" -> {
                if (Boolean.TRUE.equals(arguments[0])) {
                    end();
                }
            }
            default -> {
                // Neither begins nor ends a transaction.
            }
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (method.getName().equals("rollback") && method.getParameterCount() == 0) {
                begun = false;
            }
        }
    }

    private void begin() throws SQLException {
        if (!begun && !connection.getAutoCommit()) {
            begin.on(connection);
            begun = true;
        }
    }

    /** Of a transaction in which a statement failed, a commit is a rollback. */
    private void end() throws SQLException {
        if (!begun) {
            return;
        }
        begun = false;
        try {
            end.on(connection);
        } catch (SQLException e) {
            if (!FAILED_TRANSACTION.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static Connection view(OwnersAlone calls) {
        return (Connection)
                Proxy.newProxyInstance(OwnersAlone.class.getClassLoader(), new Class<?>[] {Connection.class}, calls);
    }

    private static List<String> with(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static boolean exists(Connection connection, String schema, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ? AND c.relname = ?")) {
            statement.setString(1, schema);
            statement.setString(2, table);
            return statement.executeQuery().next();
        }
    }
}
