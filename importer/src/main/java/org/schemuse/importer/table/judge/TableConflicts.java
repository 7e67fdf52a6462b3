package org.schemuse.importer.table.judge;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.shape.TableShape.Exclusion;
import org.schemuse.importer.table.shape.TableShape.ForeignKey;
import org.schemuse.importer.table.shape.TableShape.Unique;
import org.schemuse.postgres.Quoting;

/** Judges staged rows by the rows that are in tables already. */
final class TableConflicts {
    private final StagedRows rows;
    private final Rejects rejects;
    private final @Nullable Merging merging;

    /**
     * What becomes of a staged row whose key the table has.
     *
     * @param conflict the key
     * @param update whether the staged row replaces the table's; if not, it is skipped
     */
    record Merging(Unique conflict, boolean update) {}

    TableConflicts(StagedRows rows, Rejects rejects, @Nullable Merging merging) {
        this.rows = rows;
        this.rejects = rejects;
        this.merging = merging;
    }

    private boolean tableIsEmpty() {
        return !rejects.is("EXISTS (SELECT FROM " + rows.table() + ")");
    }

    /** Rejects rows whose keys are taken. */
    long keysTaken(List<Unique> uniques) {
        List<Unique> judged = uniques.stream().filter(rows::canBreak).toList();
        if (judged.isEmpty() || tableIsEmpty()) {
            return 0;
        }
        return judged.stream().mapToLong(this::keysTaken).sum();
    }

    private long keysTaken(Unique unique) {
        int count = unique.keys().size();
        List<String> keys = StagedRows.names("s.schemuse_k", count);
        String matching = StagedRows.matching("t.schemuse_k", unique.operators(), "s.schemuse_k");
        String taken = unique.nullsDistinct()
                ? keyed(unique.keys(), unique.predicate()) + " s WHERE " + StagedRows.noneNull(keys) + " AND "
                        + inTable(unique.keys(), unique.predicate(), matching)
                : takenWithNulls(unique);
        List<String> names = names(unique.keys(), unique.columns());
        return add(
                RowFault.KEY_TAKEN, names, keys, "'no row of the table with ' || " + Rejects.named(names, keys), taken);
    }

    /** The operators say nothing of NULLs, so rows of both sides are sorted into groups, to which NULLs are equal. */
    private String takenWithNulls(Unique unique) {
        int count = unique.keys().size();
        String keys = String.join(", ", StagedRows.names("schemuse_k", count));
        String staged = keyed(unique.keys(), unique.predicate());
        String exempt = merging == null ? "" : " WHERE " + notMerged("s");
        String inTable = StagedRows.keyed("", unique.keys(), rows.table(), unique.predicate());
        return "(SELECT *, bool_or(schemuse_row IS NULL) OVER (PARTITION BY " + keys + ") AS taken FROM ("
                + "SELECT s.schemuse_row, s.schemuse_line, " + keys + " FROM " + staged + " s" + exempt
                + " UNION ALL SELECT NULL, NULL, " + keys + " FROM " + inTable + " t) u) s"
                + " WHERE taken AND schemuse_row IS NOT NULL";
    }

    /** Rejects rows that an exclusion constraint does not allow beside a row of the table. */
    long exclusions() {
        List<Exclusion> judged =
                rows.shape().exclusions().stream().filter(rows::canBreak).toList();
        if (judged.isEmpty() || tableIsEmpty()) {
            return 0;
        }
        return judged.stream().mapToLong(this::excluded).sum();
    }

    private long excluded(Exclusion exclusion) {
        List<String> keys = StagedRows.names("s.schemuse_k", exclusion.keys().size());
        List<String> names = names(exclusion.keys(), exclusion.reads());
        return add(
                RowFault.EXCLUDED,
                names,
                keys,
                Quoting.literal(
                        "values that constraint \"" + exclusion.name() + "\" allows beside the rows of the table"),
                keyed(exclusion.keys(), exclusion.predicate()) + " s WHERE " + StagedRows.noneNull(keys) + " AND "
                        + inTable(
                                exclusion.keys(),
                                exclusion.predicate(),
                                StagedRows.matching("s.schemuse_k", exclusion.operators(), "t.schemuse_k")));
    }

    /** Staged rows with their keys, and those of the key by which they are merged. */
    private String keyed(List<String> keys, @Nullable String predicate) {
        return StagedRows.keyed("schemuse_row, schemuse_line, " + mergeKeys(), keys, rows.rows(), predicate);
    }

    private String mergeKeys() {
        if (merging == null) {
            return "";
        }
        Unique conflict = merging.conflict();
        return StagedRows.numbered("schemuse_m", conflict.keys()) + ", "
                + (conflict.predicate() == null ? "true" : "(" + conflict.predicate() + ")") + " AS schemuse_merged, ";
    }

    /** That a row of the table has these keys and is not the one that the staged row is merged into. */
    private String inTable(List<String> keys, @Nullable String predicate, String matching) {
        String table = StagedRows.keyed(mergeKeys(), keys, rows.table(), predicate);
        String other = merging == null ? "" : " AND " + (merging.update() ? otherThanMerged() : notMerged("s"));
        return "EXISTS (SELECT FROM " + table + " t WHERE " + matching + other + ")";
    }

    private String otherThanMerged() {
        return "(" + mergeMatching("t") + " AND t.schemuse_merged AND s.schemuse_merged) IS NOT TRUE";
    }

    private String mergeMatching(String table) {
        Unique conflict = requireMerging().conflict();
        return conflict.nullsDistinct()
                ? StagedRows.matching(table + ".schemuse_m", conflict.operators(), "s.schemuse_m")
                : StagedRows.matchingWithNulls(table + ".schemuse_m", conflict.operators(), "s.schemuse_m");
    }

    private Merging requireMerging() {
        return Objects.requireNonNull(merging);
    }

    /** That a staged row is merged into no row of the table. */
    private String notMerged(String staged) {
        Unique conflict = requireMerging().conflict();
        String table = "(SELECT " + StagedRows.numbered("schemuse_m", conflict.keys()) + " FROM " + rows.table()
                + conflict.where() + ")";
        return "NOT (" + staged + ".schemuse_merged IS TRUE AND EXISTS (SELECT FROM " + table + " m WHERE "
                + mergeMatching("m") + "))";
    }

    /**
     * Rejects rows that refer to no row of another table.
     *
     * @param beside rows that are about to be in other tables, by the table as foreign keys name it
     */
    long references(Map<String, StagedRows> beside) {
        return rows.shape().foreignKeys().stream()
                .filter(key -> !key.self() && rows.knows(key.columns()))
                .mapToLong(key -> unresolved(key, beside.get(key.target())))
                .sum();
    }

    private long unresolved(ForeignKey key, @Nullable StagedRows beside) {
        List<String> keys = StagedRows.names("s.schemuse_k", key.columns().size());
        return add(
                RowFault.NO_SUCH_REFERENCE,
                key.columns(),
                keys,
                expected(rejects, key, keys),
                StagedRows.keyed("schemuse_row, schemuse_line, ", StagedRows.quoted(key.columns()), rows.rows(), null)
                        + " s WHERE " + StagedRows.noneNull(keys) + " AND NOT " + inTarget(key, "s")
                        + (beside == null || !beside.knows(key.targetColumns()) ? "" : " AND NOT " + in(beside, key)));
    }

    /** That staged rows of the target have the keys of {@code s}. */
    private static String in(StagedRows beside, ForeignKey key) {
        return inRows(key, "s", beside.rows(key.targetColumns()));
    }

    /** That the target of a key has a row for the keys of a relation. */
    static String inTarget(ForeignKey key, String relation) {
        return inRows(key, relation, key.target());
    }

    private static String inRows(ForeignKey key, String relation, String rows) {
        return "EXISTS (SELECT FROM (SELECT "
                + StagedRows.numbered("schemuse_k", StagedRows.quoted(key.targetColumns())) + " FROM " + rows
                + ") t WHERE " + StagedRows.matching("t.schemuse_k", key.operators(), relation + ".schemuse_k") + ")";
    }

    static String expected(Rejects rejects, ForeignKey key, List<String> values) {
        String target = rejects.text(Quoting.literal(key.target()) + "::regclass::text");
        return Quoting.literal("a row of " + target + " with ") + " || " + Rejects.named(key.targetColumns(), values);
    }

    private long add(RowFault fault, List<String> names, List<String> keys, String expected, String from) {
        return rejects.add(
                fault, Quoting.literal(String.join(", ", names)), Rejects.value(names, keys), expected, from);
    }

    /** What keys are called in messages: the columns, or the expressions if there are others. */
    static List<String> names(List<String> keys, List<String> columns) {
        return keys.size() == columns.size() ? columns : keys;
    }
}
