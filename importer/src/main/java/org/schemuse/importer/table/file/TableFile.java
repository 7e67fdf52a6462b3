package org.schemuse.importer.table.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.schemuse.importer.source.Compression;
import org.schemuse.importer.source.CountingStream;
import org.schemuse.importer.source.DumpSource;

/**
 * A file of rows and how it is to be read, as far as the caller says it and the file shows it.
 *
 * @param format what the file is
 * @param charset of its text
 * @param byteOrderMark whether the text begins with one
 * @param csv how a CSV or text file is written; of no meaning for others
 * @param notes what was found by looking and not said by the caller, a line each, for the report
 */
public record TableFile(Format format, Charset charset, boolean byteOrderMark, CsvDialect csv, List<String> notes) {
    /** The formats of files. */
    public enum Format {
        /** RFC 4180, with any delimiter. */
        CSV,
        /** What {@code mysqldump --tab} and PostgreSQL's COPY write: tabs, backslashes and {@code \N}; without a header. */
        TEXT,
        /** An array of objects, or objects one after the other. */
        JSON,
        /** JSON Lines: an object on each line. */
        JSONL,
        /** A list of mappings, or documents that are mappings. */
        YAML;

        /** The format that the name of a file shows, compressed or not. */
        public static Optional<Format> of(String name) {
            return Recognition.named(name);
        }
    }

    /** The same, with a list of its own. */
    public TableFile {
        notes = List.copyOf(notes);
    }

    /**
     * Looks at the name of a file and at its first bytes. What the options say counts; the rest is found out and noted.
     *
     * @throws org.schemuse.importer.finding.UnusableDumpException if it is no file of rows; the message does not name the file
     */
    public static TableFile recognise(DumpSource source, TableFileOptions options) throws IOException {
        try (InputStream stored = source.stored()) {
            byte[] begin = Compression.open(stored).readNBytes(Recognition.SAMPLE);
            return new Recognition(source.name(), begin, options).file();
        }
    }

    /** Whether the file tells texts from other values, and may leave out fields. */
    public boolean isTyped() {
        return switch (format) {
            case JSON, JSONL, YAML -> true;
            case CSV, TEXT -> false;
        };
    }

    /**
     * Its rows from the first one.
     *
     * @param source the one that was recognised
     * @throws org.schemuse.importer.finding.UnusableDumpException if it has no usable header; the message does not name the file
     */
    public RowReader open(DumpSource source) throws IOException {
        // A dump that ends in the middle of its gzip data is read as far as it goes; of rows, one could be cut in two.
        CountingStream stored = source.stored();
        try {
            Characters text = new Characters(afterMark(Compression.open(stored)), charset);
            return switch (format) {
                case CSV -> new CsvRows(text, this, stored);
                case TEXT -> new TextRows(text, this, stored);
                case JSON -> new JsonRows(text, this, stored);
                case JSONL -> new JsonLineRows(text, this, stored);
                case YAML -> new YamlRows(text, this, stored);
            };
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    private InputStream afterMark(InputStream bytes) throws IOException {
        if (byteOrderMark) {
            bytes.skipNBytes(ByteOrderMark.length(charset));
        }
        return bytes;
    }
}
