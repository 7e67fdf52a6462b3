package org.schemuse.changelog.fingerprint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fingerprint of a database that somebody changes, kept up to date: each look reads only the objects whose rows in the
 * system catalog were written since the last one, and those that refer to them. Nobody else may change the database
 * meanwhile. {@link #refuseIfBehind} compares it with one that is read whole.
 */
public final class CatalogWatch {
    private static final String CHANGED = CatalogLineReader.resource("changed.sql");
    private static final String AFFECTED = CatalogLineReader.resource("affected.sql");
    private static final String DATABASE = CatalogLineReader.resource("database.sql");
    private static final Pattern FUNCTION = Pattern.compile("function (.*?)\\(");

    private final Connection connection;
    private final String schema;
    private final CatalogLineReader reader;
    private final Map<Unit, List<String>> lines = new HashMap<>();

    /** At the last look. */
    private Versions versions;

    private long read;

    /**
     * Texts that differ when something of the system catalog that belongs to no relation, type or function was written.
     *
     * @param names of what can show in any line, such as a role
     * @param schemas of what shows only in the lines of whole schemas, such as a default privilege
     */
    private record Versions(String names, String schemas) {}

    private CatalogWatch(Connection connection, String schema) throws SQLException {
        this.connection = connection;
        this.schema = schema;
        this.reader = new CatalogLineReader(connection, List.of(Fingerprint.user(connection)));
        this.versions = versions();
    }

    /**
     * Reads all of a database.
     *
     * @param connection stays the watch's until the end; a temporary table of it holds what was seen
     * @param schema the one whose lines bear no name of a schema
     */
    public static CatalogWatch of(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The same few queries again and again: planning them takes longer than running them.
            statement.execute("SET plan_cache_mode TO force_generic_plan; SET jit TO off");
            statement.execute("CREATE TEMPORARY TABLE schemuse_standing"
                    + " (kind text, object oid, rows bigint, writers numeric)");
        }
        CatalogWatch watch = new CatalogWatch(connection, schema);
        watch.changed();
        watch.lines.putAll(watch.whole());
        return watch;
    }

    /** What changed since the last look. */
    public Changes look() throws SQLException {
        Versions now = versions();
        Set<Unit> changed = changed();
        boolean everywhere = !now.names.equals(versions.names);
        boolean schemas = !now.schemas.equals(versions.schemas);
        versions = now;
        if (everywhere) {
            return taken(new HashSet<>(lines.keySet()), whole());
        }
        Map<String, Set<Unit>> affected = changed.isEmpty() ? new TreeMap<>() : affected(changed);
        schemas |= affected.remove("") != null;
        Set<Unit> again = new HashSet<>(changed);
        Map<Unit, List<String>> fresh = new HashMap<>();
        for (Map.Entry<String, Set<Unit>> in : affected.entrySet()) {
            again.addAll(in.getValue());
            add(fresh, in.getKey(), reader.some(in.getKey(), in.getValue()));
        }
        if (schemas) {
            lines.keySet().stream()
                    .filter(unit -> unit.kind() == Unit.Kind.SCHEMA)
                    .forEach(again::add);
            for (String name : Fingerprint.schemas(connection)) {
                add(fresh, name, reader.ofSchema(name));
            }
        }
        return taken(again, fresh);
    }

    /** How many relations, types, functions and schemas were read so far. */
    public long objectsRead() {
        return read;
    }

    /** Reads the whole database, and fails if a look overlooked a change. */
    public void refuseIfBehind() throws SQLException {
        Fingerprint is = Fingerprint.ofDatabase(connection, schema);
        Fingerprint kept = new Fingerprint(
                lines.values().stream().flatMap(Collection::stream).toList());
        if (!is.equals(kept)) {
            throw new IllegalStateException("a change of the schema was overlooked: "
                    + Comparison.between(kept, is).stream()
                            .map(Difference::line)
                            .limit(5)
                            .toList());
        }
    }

    private Changes taken(Set<Unit> again, Map<Unit, List<String>> fresh) {
        Map<Unit, List<String>> before = new HashMap<>();
        Map<Unit, List<String>> after = new HashMap<>();
        again.addAll(fresh.keySet());
        for (Unit unit : again) {
            before.put(unit, lines.getOrDefault(unit, List.of()));
            after.put(unit, fresh.getOrDefault(unit, List.of()));
            lines.remove(unit);
        }
        lines.putAll(fresh);
        return new Changes(before, after);
    }

    private Map<Unit, List<String>> whole() throws SQLException {
        Map<Unit, List<String>> all = new HashMap<>();
        for (String name : Fingerprint.schemas(connection)) {
            add(all, name, reader.all(name));
        }
        return all;
    }

    private void add(Map<Unit, List<String>> to, String in, Map<Unit, List<String>> found) {
        read += found.size();
        String prefix = Fingerprint.prefix(in, schema);
        found.forEach(
                (unit, texts) -> to.put(unit, texts.stream().map(prefix::concat).toList()));
    }

    private Versions versions() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DATABASE);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Versions(row.getString(1), row.getString(2));
        }
    }

    private Set<Unit> changed() throws SQLException {
        Set<Unit> units = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(CHANGED);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                units.add(Unit.of(rows));
            }
        }
        return units;
    }

    /** Those and what refers to them, by the schema they are in; under the empty name what concerns whole schemas. */
    private Map<String, Set<Unit>> affected(Set<Unit> changed) throws SQLException {
        Map<String, Set<Unit>> affected = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(AFFECTED)) {
            Unit.Kind[] kinds = {Unit.Kind.RELATION, Unit.Kind.TYPE, Unit.Kind.FUNCTION};
            for (int i = 0; i < kinds.length; i++) {
                statement.setArray(
                        i + 1, connection.createArrayOf("oid", CatalogLineReader.numbers(changed, kinds[i])));
            }
            statement.setArray(4, connection.createArrayOf("text", functions(changed)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String in = rows.getString(3) == null ? "" : rows.getString(3);
                    affected.computeIfAbsent(in, name -> new HashSet<>()).add(Unit.of(rows));
                }
            }
        }
        return affected;
    }

    /** The names of those functions that were there at the last look, and may be gone. */
    private String[] functions(Set<Unit> changed) {
        List<String> names = new ArrayList<>();
        for (Unit unit : changed) {
            for (String line :
                    unit.kind() == Unit.Kind.FUNCTION ? lines.getOrDefault(unit, List.of()) : List.<String>of()) {
                Matcher name = FUNCTION.matcher(line);
                if (name.find()) {
                    names.add(name.group(1));
                }
            }
        }
        return names.toArray(String[]::new);
    }
}
