package org.schemuse.importer.table.file;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says about a file of rows; what is {@code null} is found by looking at the file, or is the usual.
 *
 * @param format what the file is
 * @param charset of its text
 * @param csv what is special to CSV
 */
public record TableFileOptions(
        TableFile.@Nullable Format format, @Nullable Charset charset, Csv csv) {
    /** Nothing is said. */
    public static final TableFileOptions NONE = new TableFileOptions(null, null, Csv.USUAL);

    /**
     * What a caller says about a CSV or text file.
     *
     * @param delimiter between the values of a row
     * @param quote around a value
     * @param nullToken what stands for NULL if it is written without quotes
     * @param headerLine the line that has the names, from 1; 0 if there is none
     * @param names of the fields of a file without a header; empty for others
     */
    public record Csv(
            @Nullable Character delimiter,
            @Nullable Character quote,
            @Nullable String nullToken,
            int headerLine,
            List<String> names) {
        /** As most files are: the first line is the header. */
        public static final Csv USUAL = new Csv(null, null, null, 1, List.of());

        /** The same, with a list of its own. */
        public Csv {
            names = List.copyOf(names);
        }

        /** The same without a header line: these are the names. */
        public Csv withoutHeader(List<String> fieldNames) {
            return new Csv(delimiter, quote, nullToken, 0, fieldNames);
        }
    }
}
