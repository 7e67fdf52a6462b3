package org.schemuse.changelog.liquibase;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * A view of a connection that stays in one transaction, so that everything done through it can still be rolled back. A
 * commit sets a savepoint, and a rollback goes back to the last: Liquibase does one before the first changeset, and
 * goes on after one where a changeset says failOnError:false.
 */
public final class RollbackOnlyConnection implements InvocationHandler {
    private static final String FAILED_TRANSACTION = "25P02";

    private final Connection connection;
    private Savepoint last;

    private RollbackOnlyConnection(Connection connection) throws SQLException {
        this.connection = connection;
        this.last = connection.setSavepoint();
    }

    /** The connection must not be in autocommit mode; the caller rolls back. */
    public static Connection view(Connection connection) throws SQLException {
        return view(new RollbackOnlyConnection(connection));
    }

    /** A view of a connection that calls the observer before each commit. */
    static Connection observed(Connection connection, ChangesetObserver observer) {
        return view((proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
                observer.commits(connection);
            }
            return call(connection, method, arguments);
        });
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        String name = method.getName();
        if (name.equals("setAutoCommit") || name.equals("close")) {
            return null;
        }
        if (name.equals("commit")) {
            commit();
            return null;
        }
        if (name.equals("rollback") && method.getParameterCount() == 0) {
            connection.rollback(last);
            return null;
        }
        return call(connection, method, arguments);
    }

    /** In a transaction in which a statement failed, COMMIT rolls back. Liquibase does that while it writes SQL. */
    private void commit() throws SQLException {
        try {
            connection.releaseSavepoint(last);
            last = connection.setSavepoint();
        } catch (SQLException e) {
            if (!FAILED_TRANSACTION.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback(last);
        }
    }

    private static Connection view(InvocationHandler calls) {
        return (Connection) Proxy.newProxyInstance(
                RollbackOnlyConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, calls);
    }

    private static @Nullable Object call(Connection connection, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
