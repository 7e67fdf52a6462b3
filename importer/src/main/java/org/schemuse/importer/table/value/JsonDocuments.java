package org.schemuse.importer.table.value;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.BinaryForms;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;

/** Values of json and jsonb. */
final class JsonDocuments implements ValueEncoder {
    /** The digits of a numeric, its point, its sign and an exponent. */
    private static final int LONGEST_NUMBER = 150_000;

    /** Field names are looked at once, so no table of them is kept, which hostile names could fill. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final RefusedValue REFUSED = RefusedValue.expected("a JSON document such as {\"a\": 1}");
    private static final RefusedValue REFUSED_AS_TEXT =
            RefusedValue.expected("a JSON document such as {\"a\": 1}; a text must be in quotes, such as \"abc\"");
    private static final RefusedValue ESCAPE_OF_ZERO = RefusedValue.expected(
            "a JSON document without \\u0000 and without half a character, which jsonb cannot store");
    private static final RefusedValue NUMBER_OUT_OF_RANGE = RefusedValue.expected(
            "a JSON document whose numbers have at most 131072 digits before and 16383 after the point");

    private final boolean binary;
    private final boolean typed;
    private final NumericValues numbers = new NumericValues(-1);

    /** Documents for jsonb, or for json; in a typed file a text is a string, otherwise it is a document. */
    JsonDocuments(boolean binary, boolean typed) {
        this.binary = binary;
        this.typed = typed;
    }

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        if (typed && kind == FileRow.Kind.TEXT) {
            return add(rows, quoted(text), text);
        }
        RefusedValue refused = judge(text);
        return refused == null ? add(rows, text, text) : refused;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, quoted);
        return quoted.append('"').toString();
    }

    private @Nullable RefusedValue add(CopyRows rows, String document, String text) {
        boolean added = text.indexOf('\0') < 0
                && (binary ? BinaryForms.jsonb(rows, document) : BinaryForms.text(rows, document));
        return added ? null : RefusedValue.text(text);
    }

    private @Nullable RefusedValue judge(String document) {
        // Only an escape can stand for what jsonb cannot keep: the text itself is looked at when it is added.
        boolean escapes = binary && document.contains("\\u");
        try (JsonParser parser = JSON.createParser(document)) {
            int depth = 0;
            do {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return REFUSED;
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                RefusedValue refused = judge(parser, token, escapes);
                if (refused != null) {
                    return refused;
                }
            } while (depth > 0);
            return parser.nextToken() == null ? null : REFUSED;
        } catch (JacksonException e) {
            return Character.isLetter(first(document)) ? REFUSED_AS_TEXT : REFUSED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable RefusedValue judge(JsonParser parser, JsonToken token, boolean escapes) throws IOException {
        if (escapes && (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME)) {
            String text = parser.getText();
            return text.indexOf('\0') >= 0 || BinaryForms.hasHalfPair(text) ? ESCAPE_OF_ZERO : null;
        }
        if (binary && token.isNumeric() && !numbers.canHold(parser.getText())) {
            return NUMBER_OUT_OF_RANGE;
        }
        return null;
    }

    private static char first(String document) {
        int start = Ascii.start(document);
        return start < document.length() ? document.charAt(start) : ' ';
    }
}
