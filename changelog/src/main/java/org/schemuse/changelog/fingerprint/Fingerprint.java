package org.schemuse.changelog.fingerprint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Everything in one schema as text: tables, columns, types, constraints, indexes, policies, row-security switches,
 * grants, functions with their source, triggers with their state, views, owners and comments; Liquibase's own tables are
 * left out. Two schemas with equal fingerprints are equal, whatever they are called and whoever owns them.
 *
 * @param lines one for each object, sorted; no line where the schema is missing
 */
public record Fingerprint(List<String> lines) {
    public Fingerprint {
        lines = lines.stream().sorted().toList();
    }

    /** Reads the schema, whose owner is who should own its objects; the {@code search_path} is put back afterwards. */
    public static Fingerprint of(Connection connection, String schema) throws SQLException {
        return of(connection, schema, List.of());
    }

    /**
     * Reads the schema as {@link #of(Connection, String)}.
     *
     * @param owners the roles that should own its objects; none: the owner of the schema
     */
    public static Fingerprint of(Connection connection, String schema, List<String> owners) throws SQLException {
        return new Fingerprint(new CatalogLineReader(connection, owners)
                .all(schema).values().stream().flatMap(Collection::stream).toList());
    }

    /**
     * Reads one schema as {@link #of}, and every other that is not PostgreSQL's own with its name before each line. The
     * objects of each should belong to the user.
     */
    public static Fingerprint ofDatabase(Connection connection, String schema) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String name : schemas(connection)) {
            of(connection, name, List.of(user(connection)))
                    .lines
                    .forEach(line -> lines.add(prefix(name, schema) + line));
        }
        return new Fingerprint(lines);
    }

    /** What stands before a line of a schema where another is the one that is looked at. */
    static String prefix(String name, String schema) {
        return name.equals(schema) ? "" : "in schema " + name + ": ";
    }

    static String user(Connection connection) throws SQLException {
        return texts(connection, "SELECT current_user").get(0);
    }

    /** Every schema that is not PostgreSQL's own. */
    static List<String> schemas(Connection connection) throws SQLException {
        return texts(
                connection,
                "SELECT nspname FROM pg_catalog.pg_namespace"
                        + " WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'");
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    /** Differs for two versions of this program if one of them may read other lines of the same schema. */
    public static String form() {
        return CatalogLineReader.QUERIES;
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
}
