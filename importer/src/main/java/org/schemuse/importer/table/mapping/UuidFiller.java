package org.schemuse.importer.table.mapping;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.file.FileRow.Kind;

/** Fills a column with UUIDs of the values of fields. If a field has no value, there is no UUID. */
final class UuidFiller implements Filler {
    /** Between the values, where no value is likely to have it. */
    private static final char SEPARATOR = '\u001f';

    private final List<FieldSource> fields;
    private final UUID namespace;
    private final TextRule rule;
    private final Cell cell = new Cell();

    UuidFiller(List<FieldSource> fields, UUID namespace, TextRule rule) {
        this.fields = fields;
        this.namespace = namespace;
        this.rule = rule;
    }

    @Override
    public @Nullable RowProblem fill(FileRow from, FileRow to, int at) {
        StringBuilder name = new StringBuilder();
        String separator = "";
        for (FieldSource field : fields) {
            field.read(from, cell);
            rule.trim(cell);
            rule.forgetNulls(cell);
            if (cell.isNothing()) {
                to.set(at, Kind.NULL, null);
                return null;
            }
            name.append(separator).append(cell.text());
            separator = String.valueOf(SEPARATOR);
        }
        to.set(at, Kind.TEXT, NameBasedUuid.of(namespace, name.toString()).toString());
        return null;
    }
}
