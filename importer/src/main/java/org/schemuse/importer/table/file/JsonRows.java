package org.schemuse.importer.table.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.source.CountingStream;

/** The rows of a JSON file: the elements of an array, or objects one after the other, read one at a time. */
final class JsonRows implements RowReader {
    private final Characters text;
    private final CountingStream stored;
    private final JsonParser parser;
    private final NamedRow named;
    private boolean inArray;
    private long line = 1;

    JsonRows(Characters text, TableFile file, CountingStream stored) throws IOException {
        this.text = text;
        this.stored = stored;
        text.limitRows();
        this.parser = JsonText.FACTORY.createParser(text);
        this.named = new NamedRow(file.charset(), text::hasInvalid);
    }

    @Override
    public List<String> fields() {
        return named.names();
    }

    @Override
    public boolean next(FileRow row) throws IOException {
        try {
            return read(row);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new UnusableDumpException(
                    (place == null
                                    ? "line " + line + ": "
                                    : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ")
                            + "invalid JSON, so what follows cannot be read (" + JsonText.reason(e)
                            + "); correct the file there",
                    e);
        }
    }

    private boolean read(FileRow row) throws IOException {
        JsonToken token = parser.nextToken();
        while ((!inArray && token == JsonToken.START_ARRAY) || (inArray && token == JsonToken.END_ARRAY)) {
            inArray = !inArray;
            token = parser.nextToken();
        }
        if (token == null) {
            return false;
        }
        JsonLocation start = parser.currentTokenLocation();
        line = start.getLineNr();
        text.atLine(line);
        text.forgetBefore(start.getCharOffset());
        named.begin(row, line);
        named.fill(row, parser);
        return true;
    }

    @Override
    public long bytesRead() {
        return stored.count();
    }

    @Override
    public void close() throws IOException {
        parser.close();
        text.close();
    }
}
