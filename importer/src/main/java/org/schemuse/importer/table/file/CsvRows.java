package org.schemuse.importer.table.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.source.CountingStream;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;

/**
 * The rows of a CSV file. NULL and the empty text are told apart as PostgreSQL's COPY does it: what stands for NULL counts only
 * without quotes. A blank line is no row, except in a file of one field, where it is a value. A quote within a value that does not
 * begin with one is itself, as spreadsheets read it; COPY would take it for the begin of a quoted part.
 */
final class CsvRows implements RowReader {
    private final TableFile file;
    private final Characters text;
    private final CountingStream stored;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final ValueRow values;
    private boolean ended;

    /** The line on which the last record began. */
    private long lineOfRecord;

    CsvRows(Characters text, TableFile file, CountingStream stored) throws IOException {
        this.file = file;
        this.text = text;
        this.stored = stored;
        CsvDialect csv = file.csv();
        for (int i = 0; i < csv.preamble().size(); i++) {
            text.line();
        }
        text.limitRows();
        text.keepRows();
        // Quoted values are never NULL in this mode, which is about writing by its name.
        this.parser = CSVFormat.RFC4180
                .builder()
                .setDelimiter(csv.delimiter())
                .setQuote(csv.quote())
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .setNullString(csv.nullToken())
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .get()
                .parse(text);
        this.records = parser.iterator();
        this.lineOfRecord = line();
        this.values = csv.names().isEmpty() ? ValueRow.of(header(), file) : ValueRow.withoutHeader(csv.names(), file);
    }

    private List<String> header() throws IOException {
        long line = line();
        CSVRecord record = null;
        try {
            record = record();
        } catch (CSVException e) {
            throw new UnusableDumpException(
                    "line " + line + ": the header has a quote that is not closed; close it", e);
        }
        if (record == null) {
            throw new UnusableDumpException("has no header; expected the names of the fields in line " + line);
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < record.size(); i++) {
            names.add(record.get(i) == null ? file.csv().nullToken() : record.get(i));
        }
        return names;
    }

    private @Nullable CSVRecord record() throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The line that follows. */
    private long line() {
        return file.csv().preamble().size() + parser.getCurrentLineNumber() + 1;
    }

    @Override
    public List<String> fields() {
        return values.names();
    }

    @Override
    public boolean next(FileRow row) throws IOException {
        while (!ended) {
            long before = line();
            text.atLine(before);
            CSVRecord record;
            try {
                record = record();
            } catch (CSVException e) {
                refuseOpenQuote(row, before);
                return true;
            }
            if (record == null) {
                ended = true;
            } else {
                text.forgetBefore(record.getCharacterPosition());
                lineOfRecord = before;
                if (!isBlank(record)) {
                    values.fill(row, before, record.values());
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isBlank(CSVRecord record) {
        if (record.size() != 1 || values.width() == 1) {
            return false;
        }
        String only = record.get(0);
        return only == null || only.isEmpty();
    }

    /** A quote that is not closed takes the rest of the file; the text of that row goes into the rejects file as it is. */
    private void refuseOpenQuote(FileRow row, long line) {
        ended = true;
        String kept = text.kept();
        int start = 0;
        for (long skipped = lineOfRecord; skipped < line; skipped++) {
            start = afterLine(kept, start);
        }
        values.refuse(
                row,
                line,
                new RowProblem(
                        RowFault.OPEN_QUOTE,
                        null,
                        "a quote that is closed",
                        "the end of the file; the row begins in line " + line),
                kept.substring(start));
    }

    /** Where the line ends that begins at a place of a text, after its line end. */
    private static int afterLine(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                return i + 1;
            }
            if (text.charAt(i) == '\r') {
                return text.startsWith("\n", i + 1) ? i + 2 : i + 1;
            }
        }
        return text.length();
    }

    @Override
    public long bytesRead() {
        return stored.count();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
