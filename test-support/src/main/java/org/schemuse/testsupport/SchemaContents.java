package org.schemuse.testsupport;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What is in the tables of a schema, to compare two databases that should hold the same: for each table the number of its
 * rows and a number made of all that is in them, in whatever order they lie. The moments at which rows were made are left
 * out, since those are never the same.
 */
public final class SchemaContents {
    private SchemaContents() {}

    /** By table, apart from those whose name begins with one of {@code except}. */
    public static Map<String, String> of(DataSource database, String schema, String... except) {
        Map<String, String> contents = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement, schema)) {
                if (List.of(except).stream().noneMatch(table::startsWith)) {
                    contents.put(table, contents(statement, "\"" + schema + "\".\"" + table + "\""));
                }
            }
            return contents;
        } catch (SQLException e) {
            throw new IllegalStateException("the tables of schema " + schema + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<String> tables(Statement statement, String schema) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(
                "SELECT tablename FROM pg_tables WHERE schemaname = '" + schema + "' ORDER BY tablename")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static String contents(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) || ' rows, '"
                + " || coalesce(sum(hashtextextended((to_jsonb(t) - 'created_at' - 'updated_at')::text, 0)::numeric), 0)"
                + " FROM " + table + " t")) {
            row.next();
            return row.getString(1);
        }
    }
}
