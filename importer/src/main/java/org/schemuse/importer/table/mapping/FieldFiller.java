package org.schemuse.importer.table.mapping;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;

/** Fills a column from one field: blanks are cut, words of the mapping are looked up, and what means no value is none. */
final class FieldFiller implements Filler {
    private final FieldSource field;
    private final TextRule rule;
    private final ColumnMapping mapping;
    private final ColumnShape column;
    private final boolean typed;
    private final Cell cell = new Cell();

    /** @param typed whether the file tells the empty text from no value */
    FieldFiller(FieldSource field, ColumnMapping mapping, ColumnShape column, boolean typed) {
        this.field = field;
        this.rule = mapping.rule();
        this.mapping = mapping;
        this.column = column;
        this.typed = typed;
    }

    @Override
    public @Nullable RowProblem fill(FileRow from, FileRow to, int at) {
        RowProblem problem = read(from, cell);
        if (problem == null) {
            to.set(at, cell.kind(), cell.textOrNull());
        }
        return problem;
    }

    /** Reads the value that the column gets. */
    @Nullable
    RowProblem read(FileRow from, Cell into) {
        field.read(from, into);
        String found = into.text();
        rule.trim(into);
        Translation how = mapping.translation();
        if (how != null && isWord(how, into)) {
            return translated(how, into, found);
        }
        rule.forgetNulls(into);
        if (into.isNothing()) {
            Constant value = mapping.byDefault();
            if (value == null) {
                return null;
            }
            value.into(into);
            return mapping.isSecret() && how != null && !into.isNothing() ? translated(how, into, found) : null;
        }
        return how == null ? null : translated(how, into, found);
    }

    /** Between two delimiters of a CSV file there is the empty text, if the mapping names it. */
    private boolean isWord(Translation how, Cell value) {
        boolean empty = !typed && value.is(Kind.NULL);
        return (empty || !value.isNothing()) && how.words().contains(value.text());
    }

    private @Nullable RowProblem translated(Translation how, Cell into, String found) {
        String expected = how.apply(into, column);
        return expected == null
                ? null
                : new RowProblem(
                        RowFault.BAD_VALUE,
                        column.name(),
                        expected,
                        mapping.isSecret() ? Bcrypt.HIDDEN : Finding.quote(found));
    }
}
