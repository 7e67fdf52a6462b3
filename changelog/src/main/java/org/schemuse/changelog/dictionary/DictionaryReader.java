package org.schemuse.changelog.dictionary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.dictionary.Column.Source;
import org.schemuse.changelog.dictionary.Relation.Constraint;
import org.schemuse.changelog.dictionary.Relation.Head;
import org.schemuse.changelog.dictionary.Relation.Index;
import org.schemuse.changelog.dictionary.Relation.Kind;
import org.schemuse.changelog.dictionary.Relation.Policy;
import org.schemuse.changelog.dictionary.Relation.Reference;
import org.schemuse.changelog.dictionary.Relation.RowSecurity;
import org.schemuse.changelog.dictionary.Relation.Trigger;
import org.schemuse.postgres.Quoting;

/** Reads the system catalog. The queries are resources beside this class. */
final class DictionaryReader {
    private static final Map<String, Kind> KINDS = Map.of(
            "r", Kind.TABLE, "p", Kind.TABLE, "v", Kind.VIEW, "m", Kind.MATERIALIZED_VIEW, "f", Kind.FOREIGN_TABLE);

    private static final Map<String, String> COMMANDS =
            Map.of("*", "ALL", "r", "SELECT", "a", "INSERT", "w", "UPDATE", "d", "DELETE");

    private final Connection connection;

    DictionaryReader(Connection connection) {
        this.connection = connection;
    }

    /** In a transaction that is rolled back, which puts the search path back too. */
    Optional<Dictionary> read(String schema) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            // What PostgreSQL prints depends on these, and must not depend on who asks.
            statement.execute("SET LOCAL TimeZone TO 'UTC'; SET LOCAL DateStyle TO 'ISO, YMD';"
                    + " SET LOCAL IntervalStyle TO 'postgres'; SET LOCAL quote_all_identifiers TO off;"
                    + " SET LOCAL extra_float_digits TO 1; SET LOCAL bytea_output TO 'hex'");
            statement.execute("SET LOCAL search_path TO " + Quoting.identifier(schema) + ", pg_temp");
            try (PreparedStatement find = connection.prepareStatement(
                    "SELECT oid, obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = ?")) {
                find.setString(1, schema);
                try (ResultSet row = find.executeQuery()) {
                    return row.next()
                            ? Optional.of(dictionary(schema, row.getLong(1), row.getString(2)))
                            : Optional.empty();
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Dictionary dictionary(String schema, long oid, String comment) throws SQLException {
        TypeTable types = types(oid);
        Map<Long, List<Column>> columns = columns(oid, types);
        return new Dictionary(
                schema,
                comment,
                relations(oid, columns),
                routines(oid, types),
                types.enums(),
                types.composites(columns),
                types.domains());
    }

    private interface Mapping<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String query, long schema, Mapping<T> mapping) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql(query))) {
            statement.setLong(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(mapping.of(row));
                }
            }
        }
        return rows;
    }

    /** Rows by the relation whose number their first column is, in the order of the query. */
    private <T> Map<Long, List<T>> byRelation(String query, long schema, Mapping<T> mapping) throws SQLException {
        Map<Long, List<T>> byRelation = new HashMap<>();
        rows(
                query,
                schema,
                row -> byRelation
                        .computeIfAbsent(row.getLong(1), relation -> new ArrayList<>())
                        .add(mapping.of(row)));
        return byRelation;
    }

    private List<Relation> relations(long schema, Map<Long, List<Column>> columns) throws SQLException {
        var constraints = byRelation("constraints", schema, DictionaryReader::constraint);
        var indexes = byRelation(
                "indexes",
                schema,
                row -> new Index(
                        row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getString(5), row.getString(6)));
        var policies = byRelation("policies", schema, DictionaryReader::policy);
        var triggers = byRelation(
                "triggers",
                schema,
                row -> new Trigger(row.getString(2), row.getBoolean(3), row.getString(4), row.getString(5)));
        return rows("relations", schema, row -> {
            long oid = row.getLong(1);
            return new Relation(
                    head(row),
                    columns.getOrDefault(oid, List.of()),
                    constraints.getOrDefault(oid, List.of()),
                    indexes.getOrDefault(oid, List.of()),
                    policies.getOrDefault(oid, List.of()),
                    triggers.getOrDefault(oid, List.of()));
        });
    }

    private static Head head(ResultSet row) throws SQLException {
        RowSecurity security = row.getBoolean(5) ? RowSecurity.FORCED : RowSecurity.ON;
        return new Head(
                row.getString(2),
                Objects.requireNonNull(KINDS.get(row.getString(3)), "kind"),
                row.getBoolean(4) ? security : RowSecurity.OFF,
                row.getString(6),
                row.getBoolean(7),
                row.getBoolean(8),
                row.getString(9));
    }

    private Map<Long, List<Column>> columns(long schema, TypeTable types) throws SQLException {
        return byRelation(
                "columns",
                schema,
                row -> new Column(
                        row.getString(2),
                        row.getString(3),
                        types.type(row.getLong(4)),
                        row.getBoolean(5),
                        source(row),
                        row.getString(9),
                        row.getBoolean(10),
                        row.getString(11)));
    }

    private static Source source(ResultSet row) throws SQLException {
        if (!row.getString(8).isEmpty()) {
            return Source.GENERATED;
        }
        return switch (row.getString(7)) {
            case "a" -> Source.IDENTITY_ALWAYS;
            case "d" -> Source.IDENTITY_BY_DEFAULT;
            default -> row.getBoolean(6) ? Source.DEFAULT : Source.STATEMENT;
        };
    }

    private static Constraint constraint(ResultSet row) throws SQLException {
        @Nullable
        Reference reference = row.getString(6) == null
                ? null
                : new Reference(row.getString(5), row.getString(6), texts(row.getArray(7)));
        return new Constraint(
                row.getString(2),
                row.getString(3).charAt(0),
                texts(row.getArray(4)),
                reference,
                row.getString(8),
                row.getString(9));
    }

    private static Policy policy(ResultSet row) throws SQLException {
        return new Policy(
                row.getString(2),
                row.getBoolean(3),
                Objects.requireNonNull(COMMANDS.get(row.getString(4)), "command"),
                texts(row.getArray(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8));
    }

    private List<Routine> routines(long schema, TypeTable types) throws SQLException {
        return rows("routines", schema, row -> {
            Signature signature = Signature.of(
                    texts(row.getArray(8)),
                    numbers(row.getArray(9)).stream().map(types::type).toList(),
                    texts(row.getArray(10)),
                    row.getInt(11));
            return new Routine(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    new Routine.Traits(
                            row.getString(4), volatility(row.getString(5)), row.getBoolean(6), row.getString(7)),
                    signature.parameters(),
                    types.type(row.getLong(12)),
                    signature.fields(),
                    row.getBoolean(13));
        });
    }

    private static String volatility(String letter) {
        return switch (letter) {
            case "i" -> "IMMUTABLE";
            case "s" -> "STABLE";
            default -> "VOLATILE";
        };
    }

    private TypeTable types(long schema) throws SQLException {
        TypeTable types = new TypeTable();
        rows("types", schema, row -> {
            TypeTable.Entry entry = new TypeTable.Entry(
                    row.getString(2),
                    row.getString(3),
                    row.getString(4).charAt(0),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7),
                    texts(row.getArray(8)),
                    row.getBoolean(9),
                    row.getBoolean(9) && row.getBoolean(10),
                    row.getString(11),
                    texts(row.getArray(12)),
                    row.getString(13));
            types.add(row.getLong(1), entry);
            return entry;
        });
        return types;
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static List<Long> numbers(Array array) throws SQLException {
        return List.of((Long[]) array.getArray());
    }

    private static String sql(String name) {
        try (InputStream in = DictionaryReader.class.getResourceAsStream(name + ".sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ".sql: cannot be read", e);
        }
    }
}
