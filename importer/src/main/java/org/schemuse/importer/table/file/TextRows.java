package org.schemuse.importer.table.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.source.CountingStream;

/**
 * The rows of a file as {@code mysqldump --tab} and PostgreSQL's COPY in text format write it: a backslash before a character
 * gives it another meaning, and there are no quotes.
 */
final class TextRows implements RowReader {
    private final CountingStream stored;
    private final RowLines lines;
    private final ValueRow values;
    private final CsvDialect csv;
    private final StringBuilder value = new StringBuilder();
    private final List<@Nullable String> found = new ArrayList<>();

    TextRows(Characters text, TableFile file, CountingStream stored) {
        this.stored = stored;
        this.lines = new RowLines(text, true);
        this.values = ValueRow.withoutHeader(file.csv().names(), file);
        this.csv = file.csv();
    }

    @Override
    public List<String> fields() {
        return values.names();
    }

    @Override
    public boolean next(FileRow row) throws IOException {
        do {
            if (!lines.next()) {
                return false;
            }
        } while (lines.start() == lines.end() && values.width() > 1);
        found.clear();
        long line = lines.number();
        int at = lines.start();
        do {
            at = readValue(at) + 1;
        } while (at <= lines.end());
        values.fill(row, line, found.toArray(new @Nullable String[0]));
        return true;
    }

    /** Reads the value that begins at a place of the line, and gives the place where it ends. */
    private int readValue(int from) throws IOException {
        value.setLength(0);
        int at = from;
        boolean plain = true;
        while (at < lines.end() && lines.buffer()[at] != csv.delimiter()) {
            char c = lines.buffer()[at++];
            if (c == '\\') {
                plain = false;
                c = at < lines.end() ? meaning(lines.buffer()[at++]) : '\\';
            }
            value.append(c);
        }
        boolean absent = isNull(from, at);
        found.add(absent ? null : plain ? new String(lines.buffer(), from, at - from) : value.toString());
        return at;
    }

    /** Whether the value stands for NULL as it is written, before backslashes are read. */
    private boolean isNull(int from, int to) {
        String token = csv.nullToken();
        if (to - from != token.length()) {
            return false;
        }
        for (int i = 0; i < token.length(); i++) {
            if (lines.buffer()[from + i] != token.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** What a character stands for after a backslash. */
    static char meaning(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            case '0' -> '\0';
            case 'Z' -> '\u001a';
            default -> escaped;
        };
    }

    @Override
    public long bytesRead() {
        return stored.count();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
