package org.schemuse.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on a JDBC connection. Parameters stand for the {@code ?} of a statement, in order: strings, numbers,
 * times, {@code null}, and arrays of strings for {@code text[]}. Nothing here begins, commits or rolls back a transaction.
 */
public final class Sql {
    private Sql() {}

    /**
     * Makes an object of a row.
     *
     * @param <T> what becomes of a row
     */
    @FunctionalInterface
    public interface RowReader<T> {
        /**
         * Reads the row that the cursor is at.
         *
         * @throws SQLException if a column is missing or is of another type
         */
        @Nullable
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Executes statements one after another, without parameters. What a query among them returns is dropped.
     *
     * @throws SQLException of the first that the server refuses; later ones are not executed
     */
    public static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /**
     * Executes a statement without parameters.
     *
     * @throws SQLException if the server refuses it
     */
    public static void execute(Connection connection, String statement) throws SQLException {
        execute(connection, List.of(statement));
    }

    /**
     * Inserts, updates or deletes.
     *
     * @return the number of rows
     * @throws SQLException if the server refuses the statement
     */
    public static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    /**
     * Every row of a query, in the query's order.
     *
     * @throws SQLException if the server refuses the query, or the reader a row
     */
    public static <T> List<T> list(
            Connection connection, String query, RowReader<T> reader, @Nullable Object... parameters)
            throws SQLException {
        List<T> all = new ArrayList<>();
        try (PreparedStatement statement = prepared(connection, query, parameters);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                all.add(reader.read(row));
            }
        }
        return all;
    }

    /**
     * The first row of a query.
     *
     * @return empty if there is no row, or if the reader makes {@code null} of it
     * @throws SQLException if the server refuses the query, or the reader the row
     */
    public static <T> Optional<T> first(
            Connection connection, String query, RowReader<T> reader, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = prepared(connection, query, parameters);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.ofNullable(reader.read(row)) : Optional.empty();
        }
    }

    /**
     * The first column of every row, as text.
     *
     * @return {@code null} for a NULL
     * @throws SQLException if the server refuses the query
     */
    public static List<String> texts(Connection connection, String query, @Nullable Object... parameters)
            throws SQLException {
        return list(connection, query, row -> row.getString(1), parameters);
    }

    /**
     * The answer to a question that has one: the first column of the first row.
     *
     * @param query of one boolean
     * @return false for NULL, and without a row
     * @throws SQLException if the server refuses the query
     */
    public static boolean isTrue(Connection connection, String query, @Nullable Object... parameters)
            throws SQLException {
        return first(connection, query, row -> row.getBoolean(1), parameters).orElse(false);
    }

    /**
     * Whether a query has a row.
     *
     * @param query that can stand in parentheses
     * @throws SQLException if the server refuses the query
     */
    public static boolean hasRow(Connection connection, String query, @Nullable Object... parameters)
            throws SQLException {
        return isTrue(connection, "SELECT EXISTS (" + query + ")", parameters);
    }

    private static PreparedStatement prepared(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i] instanceof String[] texts
                        ? connection.createArrayOf("text", texts)
                        : parameters[i];
                statement.setObject(i + 1, value);
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}
