package org.schemuse.importer.table.value;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow;

/** An array of JSON. An array in it is a dimension, also where elements are documents, as {@code json_populate_record} has it. */
final class JsonArray implements ArraySource {
    private final String array;
    private final JsonParser parser;
    private int depth;
    private String text = "";
    private FileRow.Kind kind = FileRow.Kind.TEXT;

    JsonArray(String array) {
        this.array = array;
        try {
            this.parser = JsonDocuments.JSON.createParser(array);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Part next() {
        try {
            return part(parser.nextToken());
        } catch (JacksonException e) {
            return Part.WRONG;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Part part(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            return depth == 0 ? Part.END : Part.WRONG;
        }
        return switch (token) {
            case START_ARRAY -> step(1, Part.OPEN);
            case END_ARRAY -> step(-1, Part.CLOSE);
            case START_OBJECT -> document();
            case VALUE_NULL -> Part.NULL;
            case VALUE_STRING -> value(FileRow.Kind.TEXT);
            case VALUE_TRUE, VALUE_FALSE -> value(FileRow.Kind.BOOLEAN);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> value(FileRow.Kind.NUMBER);
            default -> Part.WRONG;
        };
    }

    private Part step(int deeper, Part part) {
        depth += deeper;
        return part;
    }

    private Part value(FileRow.Kind found) throws IOException {
        kind = found;
        text = parser.getText();
        return Part.VALUE;
    }

    /** Takes an element as it is written, so that no digit and no double key is lost. */
    private Part document() throws IOException {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getCharOffset();
        kind = FileRow.Kind.OBJECT;
        text = array.substring(from, to);
        return Part.VALUE;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public FileRow.Kind kind() {
        return kind;
    }
}
