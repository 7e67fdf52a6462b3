package org.schemuse.importer.table.proposal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.table.proposal.FieldTrials.Reason;
import org.schemuse.importer.table.shape.ColumnShape;

/** Which field fills which column: by name if a name says so, otherwise by what only this field and this column have in common. */
final class FieldPairs {
    /**
     * A field and its column.
     *
     * @param doubt why it may be another; empty if the names say it
     */
    record Pair(String field, ColumnTrial trial, String doubt) {}

    private final List<ColumnShape> columns;
    private final List<FieldTrials> fields;
    private final Map<String, Pair> byColumn = new LinkedHashMap<>();
    private final List<FieldTrials> left;
    /** What each column could get, if it could get several. */
    private final Map<String, String> open = new LinkedHashMap<>();

    FieldPairs(List<ColumnShape> columns, List<FieldTrials> fields) {
        this.columns = columns;
        this.fields = fields;
        this.left = new ArrayList<>(fields);
        for (Reason reason : Reason.values()) {
            columns.forEach(column -> pair(column, reason));
        }
    }

    private void pair(ColumnShape column, Reason reason) {
        if (byColumn.containsKey(column.name())) {
            return;
        }
        List<FieldTrials> some =
                left.stream().filter(field -> suits(field, column, reason)).toList();
        if (some.isEmpty()) {
            return;
        }
        boolean only = some.size() == 1 && (reason.isSure() || columnsOf(some.get(0), reason) == 1);
        if (!only && !reason.isSure()) {
            open.putIfAbsent(
                    column.name(),
                    some.stream()
                            .map(field -> Finding.quote(field.name()))
                            .limit(5)
                            .collect(Collectors.joining(" or ")));
            return;
        }
        FieldTrials field = some.get(0);
        ColumnTrial trial = field.by(reason, column.name());
        if (trial != null) {
            left.remove(field);
            byColumn.put(column.name(), new Pair(field.name(), trial, doubt(some, reason)));
        }
    }

    private static boolean suits(FieldTrials field, ColumnShape column, Reason reason) {
        ColumnTrial trial = field.by(reason, column.name());
        return trial != null && (reason.isSure() || fits(trial, reason));
    }

    /** Whether the values are such that the column is meant, if the names do not say it. */
    private static boolean fits(ColumnTrial trial, Reason reason) {
        boolean whole = trial.attempts().stream().anyMatch(ColumnTrial.Attempt::isWhole);
        boolean wordy = switch (ColumnKind.of(trial.column())) {
            case LABEL -> LabelWords.of(trial, trial.column().labels()).misfits() == 0;
            case BOOLEAN -> TruthWords.of(trial).misfits() == 0;
            default -> false;
        };
        return trial.meant() > 0 ? whole || wordy : reason != Reason.VALUES;
    }

    private long columnsOf(FieldTrials field, Reason reason) {
        return columns.stream()
                .filter(column -> !byColumn.containsKey(column.name()) && suits(field, column, reason))
                .count();
    }

    private static String doubt(List<FieldTrials> some, Reason reason) {
        if (some.size() > 1) {
            return "may also be filled by "
                    + some.stream()
                            .skip(1)
                            .map(field -> Finding.quote(field.name()))
                            .collect(Collectors.joining(", "));
        }
        return switch (reason) {
            case SAME_NAME, SAME_LETTERS, SAME_WORDS -> "";
            case NEAR_NAME -> "the names are only alike";
            case SOME_WORDS -> "the names have only some words in common";
            case VALUES -> "found by its values alone; the names have nothing in common";
        };
    }

    /** The pairs under the columns. */
    Map<String, Pair> byColumn() {
        return byColumn;
    }

    /** The fields that fill no column, in their order. */
    List<String> left() {
        return fields.stream().filter(left::contains).map(FieldTrials::name).toList();
    }

    /** The fields that a column may be filled by, if there are several; empty otherwise. */
    String open(String column) {
        return byColumn.containsKey(column) ? "" : open.getOrDefault(column, "");
    }
}
