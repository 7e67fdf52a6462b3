package org.schemuse.importer.table.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.source.CountingStream;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;

/** The rows of a JSON Lines file. A line that is broken is one problem; the next line is read. */
final class JsonLineRows implements RowReader {
    private final CountingStream stored;
    private final RowLines lines;
    private final NamedRow named;

    JsonLineRows(Characters text, TableFile file, CountingStream stored) {
        this.stored = stored;
        this.lines = new RowLines(text, false);
        this.named = new NamedRow(file.charset(), lines::hasInvalid);
    }

    @Override
    public List<String> fields() {
        return named.names();
    }

    @Override
    public boolean next(FileRow row) throws IOException {
        while (lines.next()) {
            if (!lines.isBlank()) {
                named.begin(row, lines.number());
                int known = named.names().size();
                String broken = broken(row);
                if (broken != null) {
                    RowProblem problem =
                            new RowProblem(RowFault.BAD_STRUCTURE, null, "one JSON object on the line", broken);
                    named.refuse(row, known, problem, lines.text());
                }
                return true;
            }
        }
        return false;
    }

    /** Fills the row; what is wrong with the line if it is no JSON. */
    private @Nullable String broken(FileRow row) throws IOException {
        int length = lines.end() - lines.start();
        try (JsonParser parser = JsonText.FACTORY.createParser(lines.buffer(), lines.start(), length)) {
            parser.nextToken();
            named.fill(row, parser);
            return parser.nextToken() == null ? null : "more after it";
        } catch (JsonProcessingException e) {
            return JsonText.reason(e);
        }
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
