package org.schemuse.importer.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.file.RowReader;
import org.schemuse.importer.table.mapping.MappedTable;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.value.RefusedValue;
import org.schemuse.importer.table.value.ValueEncoder;

/** Makes a staged row of each row of a file, or a reject if a value cannot be in its column. */
final class StagedRowEncoder {
    /** Staged rows have their place in a batch, and so have rejects. */
    static final int STAGED = 0;

    static final int REJECTS = 1;

    /** The row's number, its line, and the columns that it leaves out. */
    private static final int OWN_COLUMNS = 3;

    private static final int REJECT_WIDTH = 6;

    private final FieldMatch match;
    private final RowReader reader;
    private final List<ColumnShape> columns;
    private final List<ValueEncoder> encoders;
    /** The number of the field that fills a column; -1 while none does. */
    private final int[] fieldOf;

    private final boolean[] filled;
    private final MappedTable mapped;
    private final boolean everyAbsence;
    /** Why a field has no column, by its number. */
    private final Map<Integer, String> unknown = new LinkedHashMap<>();

    private int matched;

    /**
     * @param columns those of the staged table, in its order
     * @param encoders of these columns
     * @param mapped how values are shown
     * @param everyAbsence whether a column that a row leaves out keeps its value in the table
     */
    StagedRowEncoder(
            RowReader reader,
            FieldMatch match,
            List<ColumnShape> columns,
            List<ValueEncoder> encoders,
            MappedTable mapped,
            boolean everyAbsence) {
        this.mapped = mapped;
        this.everyAbsence = everyAbsence;
        this.reader = reader;
        this.match = match;
        this.columns = columns;
        this.encoders = encoders;
        this.fieldOf = new int[columns.size()];
        this.filled = new boolean[columns.size()];
        Arrays.fill(fieldOf, -1);
    }

    /** Adds a row to the batch, as one that is staged or as one that is rejected. */
    void add(FileRow row, Batch batch) {
        newFields();
        RowProblem problem = row.problem();
        if (problem == null) {
            problem = unknownField(row);
        }
        if (problem == null) {
            problem = stage(row, batch.rows(STAGED));
        }
        if (problem != null) {
            reject(row, problem, batch.rows(REJECTS));
        }
    }

    /** JSON and YAML may bring new fields in any row; one without a column makes each row that has it a reject. */
    private void newFields() {
        for (; matched < reader.fields().size(); matched++) {
            String field = reader.fields().get(matched);
            Optional<String> refusal = matched < match.width() ? Optional.empty() : match.add(field);
            ColumnShape column = match.column(matched);
            if (refusal.isPresent()) {
                unknown.put(matched, match.column(matched) == null ? match.known(field) : refusal.get());
            } else if (column != null) {
                fieldOf[columns.indexOf(column)] = matched;
            }
        }
    }

    private @Nullable RowProblem unknownField(FileRow row) {
        for (Map.Entry<Integer, String> field : unknown.entrySet()) {
            if (row.kind(field.getKey()) != FileRow.Kind.ABSENT) {
                String name = reader.fields().get(field.getKey());
                return new RowProblem(RowFault.UNKNOWN_FIELD, name, field.getValue(), Finding.quote(name));
            }
        }
        return null;
    }

    private @Nullable RowProblem stage(FileRow row, CopyRows rows) {
        rows.beginRow(OWN_COLUMNS + columns.size());
        rows.bigint(row.number());
        rows.bigint(row.line());
        absent(row, rows);
        for (int i = 0; i < fieldOf.length; i++) {
            RowProblem problem = value(row, i, rows);
            if (problem != null) {
                rows.dropRow();
                return problem;
            }
        }
        rows.finishRow();
        return null;
    }

    /** The columns that the row does not have, as far as something else than NULL stands for their values. */
    private void absent(FileRow row, CopyRows rows) {
        TreeSet<String> names = null;
        for (int i = 0; i < fieldOf.length; i++) {
            if ((fieldOf[i] < 0 || row.kind(fieldOf[i]) == FileRow.Kind.ABSENT)
                    && (everyAbsence || columns.get(i).hasDefault())) {
                names = names == null ? new TreeSet<>() : names;
                names.add(columns.get(i).name());
            }
        }
        if (names == null) {
            rows.nothing();
        } else {
            rows.textArray(names);
        }
    }

    private @Nullable RowProblem value(FileRow row, int i, CopyRows rows) {
        ColumnShape column = columns.get(i);
        int field = fieldOf[i];
        FileRow.Kind kind = field < 0 ? FileRow.Kind.ABSENT : row.kind(field);
        String text = field < 0 ? null : row.text(field);
        if (kind == FileRow.Kind.ABSENT || kind == FileRow.Kind.NULL || text == null) {
            boolean byDefault = kind == FileRow.Kind.ABSENT && column.hasDefault();
            if (column.notNull() && !byDefault) {
                return new RowProblem(RowFault.VALUE_MISSING, column.name(), "a value", "none");
            }
            filled[i] |= kind != FileRow.Kind.ABSENT;
            rows.nothing();
            return null;
        }
        filled[i] = true;
        RefusedValue refused = encoders.get(i).encode(rows, text, kind);
        return refused == null
                ? null
                : new RowProblem(
                        refused.fault(), mapped.reported(column), refused.expected(), mapped.shown(column, text));
    }

    private void reject(FileRow row, RowProblem problem, CopyRows rows) {
        rows.beginRow(REJECT_WIDTH)
                .bigint(row.number())
                .bigint(row.line())
                .text(problem.fault().name())
                .text(problem.field())
                .text(problem.found())
                .text(problem.expected())
                .finishRow();
    }

    /** What was forgiven in the names of fields. */
    List<String> notes() {
        return match.notes();
    }

    /** The columns that at least one row says something about. */
    List<ColumnShape> filled() {
        List<ColumnShape> some = new ArrayList<>();
        for (int i = 0; i < filled.length; i++) {
            if (filled[i]) {
                some.add(columns.get(i));
            }
        }
        return some;
    }
}
