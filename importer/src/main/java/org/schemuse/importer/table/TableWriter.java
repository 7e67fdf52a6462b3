package org.schemuse.importer.table;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.judge.StagedTable;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape.Unique;
import org.schemuse.postgres.Quoting;

/** The SQL that moves judged rows from the staging area into their table. */
final class TableWriter {
    private final StagedTable staged;
    private final List<ColumnShape> filled;
    private final String table;
    /** What tells rows of the file and the table are the same; {@code null} if none is asked for. */
    private final @Nullable Unique key;

    /**
     * @param filled columns that at least one row says something about
     * @param key by which rows of the table are found; {@code null} if all rows are new
     */
    TableWriter(StagedTable staged, List<ColumnShape> filled, @Nullable Unique key) {
        this.staged = staged;
        this.filled = filled;
        this.key = key;
        this.table = Quoting.qualified(staged.shape().schema(), staged.shape().name());
    }

    /** Rows by their numbers in the file, the last included. */
    record Range(long from, long to) {}

    /** The staged rows {@code s} that nothing is wrong with, of a range of numbers. */
    private String good(Range range) {
        return staged.name() + " s WHERE s." + StagingArea.ROW + " BETWEEN " + range.from() + " AND " + range.to()
                + " AND NOT EXISTS (SELECT FROM "
                + staged.rejects() + " r WHERE r." + StagingArea.ROW + " = s." + StagingArea.ROW + ")";
    }

    /**
     * Inserts the rows of a range; those whose key is in the table are left out if a key is asked for.
     *
     * @param written the table that keeps the keys of new rows
     */
    String insert(Range range, String written) {
        List<String> primary = staged.shape().primaryKey();
        String insert = insert(range);
        return primary.isEmpty()
                ? insert
                : "WITH new AS (" + insert + " RETURNING " + joined(primary) + ") INSERT INTO " + written
                        + " SELECT * FROM new";
    }

    private String insert(Range range) {
        return insert(range, "", key == null ? "" : " ON CONFLICT " + conflict(key) + " DO NOTHING");
    }

    /**
     * Inserts the rows of a range.
     *
     * @param merging whether those in the temporary table {@code matched} are left out
     */
    String insertRest(Range range, boolean merging) {
        String unmatched = " AND NOT EXISTS (SELECT FROM pg_temp.matched m WHERE m." + StagingArea.ROW + " = s."
                + StagingArea.ROW + ")";
        return insert(range, merging ? unmatched : "", "");
    }

    private String insert(Range range, String more, String conflict) {
        String columns = joined(
                filled.stream().map(column -> Quoting.identifier(column.name())).toList());
        String identity = filled.stream().anyMatch(column -> column.identity() == ColumnShape.Identity.ALWAYS)
                ? " OVERRIDING SYSTEM VALUE"
                : "";
        String order =
                staged.shape().columns().stream().anyMatch(this::numbered) ? " ORDER BY s." + StagingArea.ROW : "";
        return "INSERT INTO " + table + " (" + columns + ")" + identity + " SELECT "
                + joined(filled.stream().map(this::inserted).toList()) + " FROM " + good(range) + more + order
                + conflict;
    }

    /** Whether rows get numbers in the order in which they are inserted, which should be the file's. */
    private boolean numbered(ColumnShape column) {
        return column.isNumbered() && !filled.contains(column);
    }

    private static String conflict(Unique key) {
        return "(" + joined(key.keys()) + ")" + key.where();
    }

    private String inserted(ColumnShape column) {
        String value = value(column);
        return staged.leavesOut() && column.hasDefault()
                ? "CASE WHEN " + Quoting.literal(column.name()) + " = ANY (s." + StagingArea.ABSENT + ") THEN "
                        + column.defaultSql(table) + " ELSE " + value + " END"
                : value;
    }

    private String value(ColumnShape column) {
        String staging = "s." + Quoting.identifier(column.name());
        return staged.asText().contains(column) ? staging + "::" + column.typeName() : staging;
    }

    /** Locks the rows of the table that rows of a range mean, in the temporary table {@code matched}. */
    String match(Range range) {
        return "CREATE TEMP TABLE pg_temp.matched ON COMMIT DROP AS " + matching(range) + " FOR UPDATE OF t";
    }

    /** Makes the temporary table {@code matched}, empty. */
    String noMatch(Range range) {
        return "CREATE TEMP TABLE pg_temp.matched ON COMMIT DROP AS " + matching(range) + " WITH NO DATA";
    }

    /**
     * Fills it with the rows that the current role sees.
     *
     * @param locked whether they are to be locked, for which the role must be allowed to change them
     */
    String matchAsSeen(Range range, boolean locked) {
        return "INSERT INTO pg_temp.matched " + matching(range) + (locked ? " FOR UPDATE OF t" : "");
    }

    private String matching(Range range) {
        Unique by = Objects.requireNonNull(key);
        return "SELECT s." + StagingArea.ROW + ", t.tableoid AS part, t.ctid AS place, (" + differs()
                + ") AS differs FROM " + rows(by) + " t, " + good(range) + " AND " + sameKey(by);
    }

    /** Keeps what the rows are before they are changed. */
    String remember(String replaced) {
        return "INSERT INTO " + replaced + " SELECT t.* FROM pg_temp.matched m JOIN " + table
                + " t ON t.ctid = m.place AND t.tableoid = m.part WHERE m.differs";
    }

    /** The same for a table that is empty. */
    TableWriter withoutKey() {
        return new TableWriter(staged, filled, null);
    }

    StagedTable staged() {
        return staged;
    }

    /** The index on the numbers of staged rows, for who looks for single ones. */
    String rowIndex() {
        String name = staged.name().substring(staged.name().lastIndexOf('.') + 1);
        return Quoting.identifier("rows_of_" + name.replaceAll("[^a-z0-9_]", ""));
    }

    /** Counts the rows that would be changed, and those that would stay as they are. */
    String differences(Range range) {
        return "SELECT count(*) FILTER (WHERE d.differs) AS changed, count(*) FILTER (WHERE NOT d.differs) AS same FROM ("
                + matching(range) + ") d";
    }

    /** Counts the rows of the table that no staged row of the file means, whether it is rejected there or not. */
    String vanishedCount() {
        return "SELECT count(*)" + vanished();
    }

    /** The keys of the first of them. */
    String firstVanished() {
        Unique by = Objects.requireNonNull(key);
        List<String> keys = by.columns().stream()
                .map(column -> "t." + Quoting.identifier(column))
                .toList();
        return "SELECT " + named(by) + vanished() + " ORDER BY " + joined(keys) + " LIMIT " + Vanished.SHOWN;
    }

    private static String named(Unique by) {
        return "concat_ws(' and ', "
                + joined(by.columns().stream()
                        .map(column -> Quoting.literal(column + " ") + " || quote_nullable(t."
                                + Quoting.identifier(column) + "::text)")
                        .toList())
                + ")";
    }

    /** Those rows of the table that have the key; of a partial index these are not all. */
    private String rows(Unique by) {
        return by.predicate() == null
                ? table
                : "(SELECT x.tableoid, x.ctid, x.* FROM " + table + " x" + by.where() + ")";
    }

    private String vanished() {
        Unique by = Objects.requireNonNull(key);
        return " FROM " + rows(by) + " t WHERE NOT EXISTS (SELECT FROM " + staged.name() + " s WHERE " + sameKey(by)
                + ")";
    }

    /** Gives the matched rows their new values. */
    String update() {
        return "UPDATE " + table + " t SET "
                + joined(changing().stream().map(this::assignment).toList())
                + " FROM pg_temp.matched m JOIN " + staged.name() + " s ON s." + StagingArea.ROW + " = m."
                + StagingArea.ROW
                + " WHERE t.ctid = m.place AND t.tableoid = m.part AND m.differs";
    }

    private String assignment(ColumnShape column) {
        return Quoting.identifier(column.name()) + " = " + updated(column);
    }

    /** What a row does not say stays as it is. */
    private String updated(ColumnShape column) {
        return staged.leavesOut()
                ? "CASE WHEN " + Quoting.literal(column.name()) + " = ANY (s." + StagingArea.ABSENT + ") THEN t."
                        + Quoting.identifier(column.name()) + " ELSE " + value(column) + " END"
                : value(column);
    }

    /** Whether there is anything but the key that an update could change. */
    boolean changes() {
        return !changing().isEmpty();
    }

    private List<ColumnShape> changing() {
        List<String> keys = Objects.requireNonNull(key).columns();
        return filled.stream()
                .filter(column -> !keys.contains(column.name()) && column.identity() != ColumnShape.Identity.ALWAYS)
                .toList();
    }

    /** Compares what is stored, whatever the types' own equality says: a text in another case is another. */
    private String differs() {
        if (!changes()) {
            return "false";
        }
        String there = joined(changing().stream()
                .map(column -> "t." + Quoting.identifier(column.name()))
                .toList());
        String here = joined(changing().stream()
                .map(column -> "(" + updated(column) + ")::" + column.typeName())
                .toList());
        return "record_image_ne(ROW(" + there + "), ROW(" + here + "))";
    }

    private String sameKey(Unique by) {
        return sameKey(by, "t", name -> value(staged.shape().column(name).orElseThrow()));
    }

    /**
     * That rows have the same key.
     *
     * @param alias of one of them
     * @param other the SQL of a column of the other, by its name
     */
    static String sameKey(Unique key, String alias, UnaryOperator<String> other) {
        return IntStream.range(0, key.columns().size())
                .mapToObj(i -> {
                    String column = key.columns().get(i);
                    // The type's own operator may be in a schema that the search_path does not have.
                    String equal = key.nullsDistinct() ? key.operators().get(i) : "IS NOT DISTINCT FROM";
                    return alias + "." + Quoting.identifier(column) + " " + equal + " " + other.apply(column);
                })
                .collect(Collectors.joining(" AND "));
    }

    private static String joined(List<String> parts) {
        return String.join(", ", parts);
    }

    /** Counts the rows of a range that nothing is wrong with. */
    String candidates(Range range) {
        return "SELECT count(*) FROM " + good(range);
    }
}
