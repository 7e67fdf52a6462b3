package org.schemuse.importer.table.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;
import org.schemuse.importer.table.file.FileRow.Kind;

/** Fills rows from objects, for formats in which each row has the names of its fields. */
final class NamedRow {
    private final FieldNames names = new FieldNames();
    private final Charset charset;
    private final InvalidBytes invalid;
    private long rows;

    /** Whether a part of the text, from one place of its parser to another, has invalid bytes. */
    interface InvalidBytes {
        boolean between(long from, long to);
    }

    NamedRow(Charset charset, InvalidBytes invalid) {
        this.charset = charset;
        this.invalid = invalid;
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
            RowProblem problem = noObject(parser.currentToken());
            long from = place(parser);
            JsonText whole = JsonText.copied(parser);
            row.refuse(problem, whole.text());
            if (whole.badText() && isEscape(from, parser)) {
                row.setEscapes();
            }
            return;
        }
        int guess = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int field = names.number(parser.currentName(), guess);
            value(row, field, parser.nextToken(), parser);
            guess = field + 1;
        }
    }

    private static long place(JsonParser parser) {
        return parser.currentTokenLocation().getCharOffset();
    }

    /** Whether what cannot be stored, between a place and that of the parser, is written as an escape. */
    private boolean isEscape(long from, JsonParser parser) {
        return !invalid.between(from, parser.currentLocation().getCharOffset());
    }

    private static RowProblem noObject(JsonToken found) {
        String what = switch (found) {
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NULL -> "null";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "a number";
        };
        return new RowProblem(RowFault.BAD_STRUCTURE, null, "one JSON object", what);
    }

    private void value(FileRow row, int field, JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case VALUE_STRING -> {
                String text = parser.getText();
                set(row, field, Kind.TEXT, text);
                int bad = BadText.in(text);
                if (bad >= 0) {
                    refuse(row, field, text, bad, isEscape(place(parser), parser));
                }
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> set(row, field, Kind.NUMBER, parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> set(row, field, Kind.BOOLEAN, parser.getText());
            case VALUE_NULL -> set(row, field, Kind.NULL, null);
            default -> {
                long from = place(parser);
                JsonText json = JsonText.copied(parser);
                boolean escapes = json.badText() && isEscape(from, parser);
                nested(row, field, token == JsonToken.START_ARRAY ? Kind.ARRAY : Kind.OBJECT, json, escapes);
            }
        }
    }

    /**
     * A text of a field.
     *
     * @param escapes whether halves of characters in it are written as escapes
     */
    void text(FileRow row, int field, String text, boolean escapes) {
        set(row, field, Kind.TEXT, text);
        int bad = BadText.in(text);
        if (bad >= 0) {
            refuse(row, field, text, bad, escapes);
        }
    }

    private void refuse(FileRow row, int field, String text, int bad, boolean escapes) {
        if (field == FieldNames.IGNORED) {
            return;
        }
        if (escapes) {
            row.setEscapes();
        }
        row.refuse(BadText.at(bad, text, names.all().get(field), charset, escapes));
    }

    /** An array or object of a field, as {@link #text}. */
    void nested(FileRow row, int field, Kind kind, JsonText json, boolean escapes) throws IOException {
        set(row, field, kind, json.text());
        if (field == FieldNames.IGNORED) {
            return;
        }
        if (escapes) {
            row.setEscapes();
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
                    RowFault.DUPLICATE_FIELD, name, "each field once in an object", Finding.quote(twice) + " twice"));
        }
        if (json.badText()) {
            row.refuse(new RowProblem(
                    RowFault.BAD_TEXT,
                    name,
                    "text in " + charset.name(),
                    "a text in it with a zero byte or " + (escapes ? "half a character" : "an invalid byte")));
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
