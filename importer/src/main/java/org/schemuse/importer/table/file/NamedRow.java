package org.schemuse.importer.table.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow.Kind;

/** Fills rows from objects, for formats in which each row has the names of its fields. */
final class NamedRow {
    private final FieldNames names = new FieldNames();
    private final Charset charset;
    private long rows;

    NamedRow(Charset charset) {
        this.charset = charset;
    }

    List<String> names() {
        return names.all();
    }

    /** Begins the next row of the file. */
    void begin(FileRow row, long line) {
        row.begin(++rows, line);
    }

    /** Fills a row from what a parser is at, and leaves the parser at its end. */
    void fill(FileRow row, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            row.refuse(
                    noObject("JSON object", parser.currentToken()),
                    JsonText.copied(parser).text());
            return;
        }
        int guess = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int field = names.number(parser.currentName(), guess);
            value(row, field, parser.nextToken(), parser);
            guess = field + 1;
        }
    }

    private static RowProblem noObject(String expected, JsonToken found) {
        String what = switch (found) {
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "a number";
        };
        return new RowProblem(RowFault.BAD_STRUCTURE, null, "one " + expected, what);
    }

    private void value(FileRow row, int field, JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case VALUE_STRING -> text(row, field, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> set(row, field, Kind.NUMBER, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> set(row, field, Kind.BOOLEAN, parser.getText());
            case VALUE_NULL -> set(row, field, Kind.NULL, null);
            default ->
                nested(row, field, token == JsonToken.START_ARRAY ? Kind.ARRAY : Kind.OBJECT, JsonText.copied(parser));
        }
    }

    /** A text of a field. */
    void text(FileRow row, int field, String text) {
        set(row, field, Kind.TEXT, text);
        int bad = BadText.in(text);
        if (bad >= 0 && field != FieldNames.IGNORED) {
            row.refuse(BadText.at(bad, text, names.all().get(field), charset));
        }
    }

    /** An array or object of a field. */
    void nested(FileRow row, int field, Kind kind, JsonText json) throws IOException {
        set(row, field, kind, json.text());
        if (field == FieldNames.IGNORED) {
            return;
        }
        String name = names.all().get(field);
        if (json.tooDeep()) {
            row.refuse(new RowProblem(
                    RowFault.BAD_STRUCTURE,
                    name,
                    "at most " + JsonText.DEEPEST + " levels of arrays and objects in each other",
                    "more"));
        }
        String twice = json.duplicate();
        if (twice != null) {
            row.refuse(new RowProblem(
                    RowFault.DUPLICATE_FIELD, name, "each field once in an object", "'" + twice + "' twice"));
        }
        if (json.badText()) {
            row.refuse(new RowProblem(
                    RowFault.BAD_TEXT,
                    name,
                    "text in " + charset.name(),
                    "a text in it with a zero or an invalid byte"));
        }
    }

    /** Sets a value; a second one of the same field is kept too, and the row is refused. */
    void set(FileRow row, int field, Kind kind, @Nullable String text) {
        if (field == FieldNames.IGNORED) {
            return;
        }
        if (row.kind(field) == Kind.ABSENT) {
            row.set(field, kind, text);
            return;
        }
        row.repeat(field, kind, text);
        row.refuse(new RowProblem(
                RowFault.DUPLICATE_FIELD, names.all().get(field), "each field once", "it a second time"));
    }

    /** Makes a row nothing but a text, with no fields of its own. */
    void refuse(FileRow row, int knownBefore, RowProblem problem, String all) {
        names.forgetFrom(knownBefore);
        row.begin(row.number(), row.line());
        row.refuse(problem, all);
    }

    /** The number of a field. */
    int field(String name) {
        return names.number(name);
    }
}
