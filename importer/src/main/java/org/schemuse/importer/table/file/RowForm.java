package org.schemuse.importer.table.file;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a format writes rows. */
abstract class RowForm {
    /** The form of a file's format. */
    static RowForm of(TableFile file, List<String> fields) {
        return switch (file.format()) {
            case CSV -> new CsvForm(file.csv(), fields);
            case TEXT -> new TextForm(file.csv());
            case JSON -> new ObjectForm("[\n", "", ",\n", "\n]\n", fields);
            case JSONL -> new ObjectForm("", "", "\n", "\n", fields);
            case YAML -> new ObjectForm("", "- ", "\n", "\n", fields);
        };
    }

    /** What stands before the first row. */
    abstract String begin(@Nullable String lastField);

    /**
     * A row.
     *
     * @param reason what stands behind its fields; {@code null} if nothing does
     * @param before how many rows were written before
     */
    abstract String row(FileRow row, @Nullable String reason, long before) throws IOException;

    /** What stands behind the last row. */
    abstract String end(long rows);
}
