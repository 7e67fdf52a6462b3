package org.schemuse.importer.table.mapping;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.file.FileRow.Kind;

/** Fills the columns of a natural key; the column that refers says only whether there is one. */
final class ReferenceFiller implements Filler {
    private final String column;
    private final List<FieldSource> fields;
    private final List<FieldFiller> key;
    private final List<Cell> cells;

    ReferenceFiller(String column, List<FieldSource> fields, List<FieldFiller> key) {
        this.column = column;
        this.fields = fields;
        this.key = key;
        this.cells = key.stream().map(field -> new Cell()).toList();
    }

    @Override
    public @Nullable RowProblem fill(FileRow from, FileRow to, int at) {
        int missing = 0;
        boolean absent = true;
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            RowProblem problem = key.get(i).read(from, cell);
            if (problem != null) {
                return problem;
            }
            missing += cell.isNothing() ? 1 : 0;
            absent &= cell.is(Kind.ABSENT);
        }
        if (missing > 0 && missing < cells.size()) {
            return incomplete();
        }
        if (missing > 0) {
            to.set(at, absent ? Kind.ABSENT : Kind.NULL, null);
            to.set(at + cells.size(), Kind.ABSENT, null);
            return null;
        }
        to.set(at, Kind.TEXT, "");
        for (int i = 0; i < cells.size(); i++) {
            to.set(at + 1 + i, cells.get(i).kind(), cells.get(i).textOrNull());
        }
        return null;
    }

    private RowProblem incomplete() {
        String names = fields.stream().map(FieldSource::name).collect(Collectors.joining(", "));
        return new RowProblem(
                RowFault.VALUE_MISSING, column, "values in all of " + names + ", or in none of them", "some");
    }
}
