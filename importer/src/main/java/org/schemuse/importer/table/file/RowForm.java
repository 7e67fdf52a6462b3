package org.schemuse.importer.table.file;

import java.io.IOException;
import java.util.List;

/** How a format writes rows. */
abstract class RowForm {
    /** The form of a file's format. */
    static RowForm of(TableFile file, List<String> fields) {
        return switch (file.format()) {
            case CSV -> new CsvForm(file.csv(), fields);
            case TEXT -> new TextForm(file.csv());
            case JSON -> new ObjectForm("[\n", "", ",\n", "\n]\n", file, fields);
            case JSONL -> new ObjectForm("", "", "\n", "\n", file, fields);
            case YAML -> new ObjectForm("", "- ", "\n", "\n", file, fields);
        };
    }

    /** What stands before the first row. */
    abstract String begin(String lastField);

    /**
     * A row.
     *
     * @param reason what stands after its fields
     * @param before how many rows were written before
     */
    abstract String row(FileRow row, String reason, long before) throws IOException;

    /** What stands after the last row. */
    abstract String end(long rows);
}
