package org.schemuse.importer.table.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.mapping.NaturalKey;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape.Unique;
import org.schemuse.importer.table.value.ValueEncoders;
import org.schemuse.postgres.Quoting;

/**
 * Gives columns that refer to rows by natural keys what refers to these rows, for all staged rows at once, before the rows are
 * judged. The staging table has the keys in columns of their own.
 */
public final class NaturalKeys {
    private static final String WANTED = "pg_temp.schemuse_wanted";
    private static final String KNOWN = "pg_temp.schemuse_known";

    private final StagedTable staged;
    private final List<NaturalKey> keys;
    private final Rejects rejects;

    /**
     * Some rows of a target.
     *
     * @param from them, as SQL after FROM, with at least the columns of the key and its result under their names
     * @param order what tells which of them is the first, as SQL
     */
    public record Holder(String from, String order) {}

    /** @param staged with those columns that at least one row says something about */
    public NaturalKeys(Handle handle, StagedTable staged, List<NaturalKey> keys) {
        this.staged = staged;
        this.keys = keys;
        this.rejects = new Rejects(handle, staged);
        rejects.execute("SET LOCAL work_mem = '128MB'");
        rejects.execute("SET LOCAL jit = off");
        rejects.index();
    }

    /** The rows of a target that it has. */
    public static Holder table(NaturalKey key) {
        return new Holder(key.target() + " t", "0");
    }

    /** Rows that are staged for a target and not rejected so far; none if the file does not have the columns of the key. */
    public Optional<Holder> staged(StagedTable table, NaturalKey key) {
        StagedRows rows = new StagedRows(table, rejects);
        List<String> names =
                new ArrayList<>(key.key().stream().map(ColumnShape::name).toList());
        names.add(key.result().name());
        List<String> filled = table.columns().stream().map(ColumnShape::name).toList();
        return filled.containsAll(names) ? Optional.of(new Holder(rows.rows(names), "schemuse_row")) : Optional.empty();
    }

    /**
     * Gives rows the default of a column before it is known where they go, so that others can refer to them. A row that the table
     * has already by a key has what that row has.
     *
     * @param key by which rows are found in the table, as far as it has no such column itself
     * @param changesNothing whether sequences must stay where they are
     */
    public void assign(ColumnShape column, Optional<Unique> key, boolean changesNothing) {
        key.filter(this::isStaged)
                .ifPresent(unique -> assign(
                        column,
                        "t." + Quoting.identifier(column.name()),
                        "(SELECT x.* FROM " + table() + " x"
                                + unique.where() + ") t WHERE "
                                + IntStream.range(0, unique.columns().size())
                                        .mapToObj(i -> isSame(unique, i))
                                        .collect(Collectors.joining(" AND "))
                                + " AND "));
        String numbered = "(SELECT schemuse_row, (" + byDefault(column, changesNothing) + ") AS value FROM"
                + " (SELECT schemuse_row FROM " + staged.name() + " WHERE " + isAbsent("", column)
                + " ORDER BY schemuse_row OFFSET 0) o) d";
        assign(column, "d.value", numbered + " WHERE d.schemuse_row = s.schemuse_row AND ");
    }

    private boolean isStaged(Unique key) {
        List<String> filled = staged.columns().stream().map(ColumnShape::name).toList();
        return filled.containsAll(key.columns());
    }

    private String isSame(Unique key, int part) {
        String name = key.columns().get(part);
        return "t." + Quoting.identifier(name) + " " + key.operators().get(part) + " " + value(name);
    }

    private void assign(ColumnShape column, String value, String from) {
        rejects.execute(
                "UPDATE " + staged.name() + " s SET " + Quoting.identifier(column.name()) + " = (" + value + ")::"
                        + ValueEncoders.stagingType(column) + ", schemuse_absent = array_remove(s.schemuse_absent, "
                        + Quoting.literal(column.name()) + ") FROM " + from + isAbsent("s.", column));
    }

    private static String isAbsent(String alias, ColumnShape column) {
        return Quoting.literal(column.name()) + " = ANY (" + alias + "schemuse_absent)";
    }

    private String value(String name) {
        ColumnShape column = staged.shape().column(name).orElseThrow();
        String value = "s." + Quoting.identifier(name);
        return staged.asText().contains(column) ? value + "::" + column.baseTypeName() : value;
    }

    private String table() {
        return Quoting.qualified(staged.shape().schema(), staged.shape().name());
    }

    private String byDefault(ColumnShape column, boolean changesNothing) {
        return column.isNumbered() && changesNothing
                ? "(SELECT coalesce(max(" + Quoting.identifier(column.name()) + "), 0) FROM " + table()
                        + ") + schemuse_row"
                : column.defaultSql(table());
    }

    /**
     * Fills the columns that refer, and rejects rows whose key no row has, or several.
     *
     * @param holders where rows of a target are; if a constraint makes the key unique, the first row that has it counts
     * @return how many rows were rejected
     */
    public long resolve(Function<NaturalKey, List<Holder>> holders) {
        long found = badKeys();
        for (int i = 0; i < keys.size(); i++) {
            find(keys.get(i), KNOWN + i, holders.apply(keys.get(i)));
        }
        fill();
        for (int i = 0; i < keys.size(); i++) {
            found += unknown(keys.get(i), KNOWN + i);
            rejects.execute("DROP TABLE " + KNOWN + i);
        }
        return found;
    }

    /** Rejects rows with a key that the type of its column does not have, as far as only the server can tell. */
    private long badKeys() {
        List<ColumnShape> texts = keys.stream()
                .flatMap(key -> key.staged().stream())
                .filter(column -> !ValueEncoders.reads(column))
                .toList();
        if (texts.isEmpty()) {
            return 0;
        }
        StagedTable beside = new StagedTable(staged.name(), staged.shape(), texts, texts, staged.rejects(), false);
        long found = new StagedTexts(beside, rejects).judge();
        for (NaturalKey key : keys) {
            rejects.execute("UPDATE " + staged.rejects() + " SET column_name = "
                    + Quoting.literal(key.column().name()) + " WHERE column_name IN ("
                    + key.staged().stream()
                            .map(column -> Quoting.literal(column.name()))
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        return found;
    }

    /** Finds what the keys of staged rows mean, each key once. */
    private void find(NaturalKey key, String known, List<Holder> holders) {
        int count = key.key().size();
        String names = String.join(", ", StagedRows.names("w.schemuse_s", count));
        List<String> sought = key.staged().stream()
                .map(one -> "s." + Quoting.identifier(one.name()))
                .toList();
        List<String> own = key.key().stream()
                .map(one -> "t." + Quoting.identifier(one.name()))
                .toList();
        // The columns of the target have collations, which the staged ones do not have.
        rejects.execute("CREATE TEMP TABLE schemuse_wanted ON COMMIT DROP AS SELECT "
                + StagedRows.numbered("schemuse_s", sought) + ", " + StagedRows.numbered("schemuse_k", cast(key, own))
                + " FROM " + staged.name() + " s, " + key.target() + " t WITH NO DATA");
        rejects.execute("INSERT INTO " + WANTED + " SELECT DISTINCT " + String.join(", ", sought) + ", "
                + String.join(", ", cast(key, sought)) + " FROM " + staged.name() + " s"
                + and(rejects.condition(), StagedRows.noneNull(sought)));
        rejects.execute("ANALYZE " + WANTED);
        rejects.execute("CREATE TEMP TABLE " + known.substring(known.indexOf('.') + 1) + " ON COMMIT DROP AS SELECT "
                + names + ", (array_agg(h.result ORDER BY h.place, h.number))[1] AS result, "
                + (key.unique() ? "1" : "count(DISTINCT h.result)") + " AS rows FROM " + WANTED + " w JOIN ("
                + IntStream.range(0, holders.size())
                        .mapToObj(i -> held(key, holders.get(i), i))
                        .collect(Collectors.joining(" UNION ALL "))
                + ") h ON " + StagedRows.matching("h.schemuse_h", key.operators(), "w.schemuse_k") + " GROUP BY "
                + names);
        rejects.execute("ANALYZE " + known);
        rejects.execute("DROP TABLE " + WANTED);
    }

    private static List<String> cast(NaturalKey key, List<String> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> key.key().get(i).domain()
                                || !ValueEncoders.reads(key.key().get(i))
                        ? "(" + values.get(i) + ")::" + key.staged().get(i).baseTypeName()
                        : values.get(i))
                .toList();
    }

    private static String held(NaturalKey key, Holder holder, int place) {
        List<String> columns =
                key.key().stream().map(one -> Quoting.identifier(one.name())).toList();
        String result = Quoting.identifier(key.result().name());
        return "SELECT " + StagedRows.numbered("schemuse_h", columns) + ", (" + result + ")::"
                + key.result().baseTypeName() + " AS result, " + place + " AS place, (" + holder.order()
                + ")::bigint AS number FROM " + holder.from() + " WHERE " + result + " IS NOT NULL";
    }

    private static String and(String condition, String more) {
        return (condition.isEmpty() ? " WHERE " : condition + " AND ") + more;
    }

    private static String isSought(NaturalKey key, String alias, String known) {
        List<ColumnShape> columns = key.staged();
        return IntStream.range(0, columns.size())
                .mapToObj(i -> known + ".schemuse_s" + (i + 1) + " = " + alias + "."
                        + Quoting.identifier(columns.get(i).name()))
                .collect(Collectors.joining(" AND "));
    }

    /** All columns in one statement, because it writes every row once more. */
    private void fill() {
        StringBuilder joins = new StringBuilder();
        List<String> assignments = new ArrayList<>();
        List<String> sought = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            NaturalKey key = keys.get(i);
            joins.append(" LEFT JOIN ")
                    .append(KNOWN)
                    .append(i)
                    .append(" k")
                    .append(i)
                    .append(" ON k")
                    .append(i)
                    .append(".rows = 1 AND ")
                    .append(isSought(key, "o", "k" + i));
            assignments.add(Quoting.identifier(key.column().name()) + " = k" + i + ".result::"
                    + ValueEncoders.stagingType(key.column()));
            sought.add("o." + Quoting.identifier(key.staged().get(0).name()) + " IS NOT NULL");
        }
        rejects.execute("UPDATE " + staged.name() + " s SET " + String.join(", ", assignments) + " FROM "
                + staged.name() + " o" + joins + " WHERE o.ctid = s.ctid AND (" + String.join(" OR ", sought) + ")");
    }

    private long unknown(NaturalKey key, String known) {
        List<String> names = names(key);
        List<String> values = StagedRows.names("s.schemuse_k", names.size());
        List<String> sought = key.staged().stream()
                .map(one -> "s." + Quoting.identifier(one.name()))
                .toList();
        String rows = "(SELECT s.schemuse_row, s.schemuse_line, " + StagedRows.numbered("schemuse_k", sought)
                + ", k.rows FROM " + staged.name() + " s LEFT JOIN " + known + " k ON " + isSought(key, "s", "k")
                + and(rejects.condition(), StagedRows.noneNull(sought)) + ") s WHERE rows IS DISTINCT FROM 1";
        return rejects.add(
                RowFault.NO_SUCH_REFERENCE,
                Quoting.literal(key.column().name()),
                Rejects.value(names, values),
                "CASE WHEN rows > 1 THEN 'only one' ELSE 'a' END || " + expected(key, values)
                        + " || CASE WHEN rows > 1 THEN ', and there are ' || rows ELSE '' END",
                rows);
    }

    private static List<String> names(NaturalKey key) {
        return key.key().stream().map(ColumnShape::name).toList();
    }

    private static String expected(NaturalKey key, List<String> values) {
        return Quoting.literal(" row of " + key.shown() + " with ") + " || " + Rejects.named(names(key), values);
    }

    /**
     * Shows the natural key in what was said since of rows that refer to a row of the file that is rejected itself.
     *
     * @param hidden columns of which no value is shown
     */
    public void explain(Collection<String> hidden) {
        for (NaturalKey key : keys) {
            List<String> sought = key.staged().stream()
                    .map(one -> "s." + Quoting.identifier(one.name()))
                    .toList();
            String value = Rejects.value(names(key), sought);
            rejects.execute("UPDATE " + staged.rejects() + " r SET value = " + value + ", expected = 'a' || "
                    + expected(key, sought) + " || ' that is not rejected' FROM " + staged.name()
                    + " s WHERE s.schemuse_row = r.schemuse_row AND r.code = 'NO_SUCH_REFERENCE' AND r.column_name = "
                    + Quoting.literal(key.column().name()) + " AND r.value IS DISTINCT FROM " + value);
        }
        if (!hidden.isEmpty()) {
            rejects.execute("UPDATE " + staged.rejects()
                    + " SET value = '(hidden)' WHERE code <> 'VALUE_MISSING' AND value IS NOT NULL"
                    + " AND string_to_array(column_name, ', ') && ARRAY["
                    + hidden.stream().map(Quoting::literal).collect(Collectors.joining(", ")) + "]");
        }
    }
}
