package org.schemuse.changelog.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything in one schema as text: tables, columns, types, constraints, indexes, policies, row-security switches,
 * grants, functions with their source, triggers with their state, views and comments; Liquibase's own tables are left
 * out. Two schemas with equal fingerprints are equal, whatever they are called and whoever owns them.
 *
 * @param lines one for each object, sorted; no line where the schema is missing
 */
public record Fingerprint(List<String> lines) {
    private static final String QUERY = resource("fingerprint.sql");

    public Fingerprint {
        lines = lines.stream().sorted().toList();
    }

    /** Reads the schema; the connection's {@code search_path} is put back afterwards. */
    public static Fingerprint of(Connection connection, String schema) throws SQLException {
        String path = searchPath(connection, null);
        searchPath(connection, '"' + schema.replace("\"", "\"\"") + '"');
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return new Fingerprint(lines);
        } finally {
            searchPath(connection, path);
        }
    }

    /** Reads one schema as {@link #of}, and every other that is not PostgreSQL's own with its name before each line. */
    public static Fingerprint ofDatabase(Connection connection, String schema) throws SQLException {
        List<String> lines = new ArrayList<>(of(connection, schema).lines);
        for (String other : others(connection, schema)) {
            of(connection, other).lines.forEach(line -> lines.add("in schema " + other + ": " + line));
        }
        return new Fingerprint(lines);
    }

    private static List<String> others(Connection connection, String schema) throws SQLException {
        String sql = "SELECT nspname FROM pg_catalog.pg_namespace"
                + " WHERE nspname <> ? AND nspname !~ '^pg_' AND nspname <> 'information_schema'";
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    /** The lines as one text, each ended by a line feed. */
    public String text() {
        return String.join("\n", lines) + (lines.isEmpty() ? "" : "\n");
    }

    /** Lines of this one that the other does not have. */
    public List<String> without(Fingerprint other) {
        List<String> rest = new ArrayList<>(lines);
        rest.removeAll(other.lines);
        return rest;
    }

    /** Reads the setting where the new value is null, else sets it for the session. */
    private static String searchPath(Connection connection, String path) throws SQLException {
        String sql = path == null
                ? "SELECT pg_catalog.current_setting('search_path')"
                : "SELECT pg_catalog.set_config('search_path', ?, false)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (path != null) {
                statement.setString(1, path);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static String resource(String name) {
        try (InputStream in = Fingerprint.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be read", e);
        }
    }
}
