package org.schemuse.changelog.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schemuse.postgres.Quoting;

/** Reads the lines of a schema's objects out of PostgreSQL's system catalog. */
final class CatalogLineReader {
    private static final String OBJECTS = resource("objects.sql");
    private static final String EVERY_OBJECT = OBJECTS.replaceAll("(?m)^.*-- part$", "");
    private static final String SCHEMA = resource("schema.sql");

    /** The text of the queries, on which every line depends. */
    static final String QUERIES = OBJECTS + SCHEMA;

    private final Connection connection;
    private final List<String> owners;

    /** @param owners the roles that should own the schema's objects; none: the owner of the schema */
    CatalogLineReader(Connection connection, List<String> owners) {
        this.connection = connection;
        this.owners = owners;
    }

    /** Every line of a schema. */
    Map<Unit, List<String>> all(String schema) throws SQLException {
        return within(schema, () -> {
            Map<Unit, List<String>> lines = new HashMap<>();
            run(EVERY_OBJECT, Map.of(), lines);
            run(SCHEMA, Map.of(), lines);
            return lines;
        });
    }

    /** The lines of some objects of a schema; of those that are not there, none. */
    Map<Unit, List<String>> some(String schema, Collection<Unit> units) throws SQLException {
        return within(schema, () -> {
            Map<Unit, List<String>> lines = new HashMap<>();
            run(
                    OBJECTS,
                    Map.of(
                            2, numbers(units, Unit.Kind.RELATION),
                            3, numbers(units, Unit.Kind.TYPE),
                            4, numbers(units, Unit.Kind.FUNCTION)),
                    lines);
            return lines;
        });
    }

    /** The lines of a schema as a whole. */
    Map<Unit, List<String>> ofSchema(String schema) throws SQLException {
        return within(schema, () -> {
            Map<Unit, List<String>> lines = new HashMap<>();
            run(SCHEMA, Map.of(), lines);
            return lines;
        });
    }

    static Long[] numbers(Collection<Unit> units, Unit.Kind kind) {
        return units.stream()
                .filter(unit -> unit.kind() == kind)
                .map(Unit::object)
                .toArray(Long[]::new);
    }

    private interface Reading {
        Map<Unit, List<String>> read() throws SQLException;
    }

    /** With the schema as {@code search_path}, which is put back afterwards. */
    private Map<Unit, List<String>> within(String schema, Reading reading) throws SQLException {
        String path = searchPath(null);
        searchPath(Quoting.identifier(schema));
        try {
            return reading.read();
        } finally {
            searchPath(path);
        }
    }

    private void run(String sql, Map<Integer, Long[]> arrays, Map<Unit, List<String>> lines) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, owners.isEmpty() ? null : connection.createArrayOf("text", owners.toArray()));
            for (Map.Entry<Integer, Long[]> array : arrays.entrySet()) {
                statement.setArray(array.getKey(), connection.createArrayOf("oid", array.getValue()));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.computeIfAbsent(Unit.of(rows), unit -> new ArrayList<>())
                            .add(rows.getString(3));
                }
            }
        }
    }

    /** Reads the setting where the new value is null, else sets it for the session. */
    private String searchPath(@Nullable String path) throws SQLException {
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

    static String resource(String name) {
        try (InputStream in = CatalogLineReader.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be read", e);
        }
    }
}
