package org.schemuse.changelog.privilege;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.schemuse.postgres.AdvisoryLock;
import org.schemuse.postgres.Sql;
import org.schemuse.postgres.SqlState;
import org.schemuse.postgres.SystemCatalog;

/**
 * Views of a connection on which new objects belong to their owner alone, whatever default privileges say. They change
 * the defaults within each transaction, so no other session sees the change and a killed process leaves nothing of it.
 */
public final class OwnersAlone implements InvocationHandler {
    private final Connection connection;
    private final TransactionHook begin;
    private final TransactionHook end;
    private boolean begun;

    private interface TransactionHook {
        void on(Connection transaction) throws SQLException;
    }

    private OwnersAlone(Connection connection, TransactionHook begin, TransactionHook end) {
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
                        transaction -> Sql.execute(
                                transaction, with(AdvisoryLock.TAKE_DEFAULT_PRIVILEGES, defaults.suspend())),
                        transaction -> Sql.execute(transaction, defaults.restore())));
    }

    /** A view on which one table, should it be created, is left to its owner; what else is created gets the defaults. */
    public static Connection ofTable(Connection connection, String schema, String table) throws SQLException {
        if (DefaultPrivileges.of(connection, schema).isEmpty()
                || SystemCatalog.hasRelation(connection, schema, table)) {
            return connection;
        }
        AtomicBoolean created = new AtomicBoolean();
        return view(new OwnersAlone(connection, transaction -> {}, transaction -> {
            if (!created.get() && SystemCatalog.hasRelation(transaction, schema, table)) {
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

    /** In a transaction in which a statement failed, COMMIT rolls back, and nothing is left to restore. */
    private void end() throws SQLException {
        if (!begun) {
            return;
        }
        begun = false;
        try {
            end.on(connection);
        } catch (SQLException e) {
            if (SqlState.of(e) != SqlState.FAILED_TRANSACTION) {
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
}
