package org.schemuse.changelog.liquibase;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A view of a connection whose commits do nothing, so that everything done through it can still be taken back. */
public final class Uncommitted {
    private Uncommitted() {}

    /** The connection must not be in autocommit mode; the caller rolls back. */
    public static Connection view(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Uncommitted.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "commit", "setAutoCommit", "close" -> {
                            return null;
                        }
                        default -> {
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    }
                });
    }
}
