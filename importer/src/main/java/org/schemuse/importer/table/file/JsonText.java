package org.schemuse.importer.table.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An array or object in a value, as JSON with the numbers' own digits, and what is wrong with it. */
final class JsonText {
    /** The deepest nesting in a value that is accepted. */
    static final int DEEPEST = 100;

    /** Nesting beyond this would fill the heap, and nothing after it is read. */
    static final int DEEPEST_READ = 1000;

    /** What the library adds to its messages. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; |\\]");

    /** Reads and writes all JSON here. Its limits are wider than ours, so that a row beyond ours is one problem. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_READ)
                    .maxStringLength(Characters.LONGEST_ROW)
                    .maxNumberLength(1 << 18)
                    .build())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(DEEPEST_READ)
                    .build())
            .build();

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;
    private final Deque<Set<String>> open = new ArrayDeque<>();
    private @Nullable String duplicate;
    private boolean tooDeep;
    private boolean badText;

    JsonText() throws IOException {
        this.json = FACTORY.createGenerator(text);
    }

    /** Copies what a parser is at, and leaves the parser at its end. */
    static JsonText copied(JsonParser parser) throws IOException {
        JsonText copy = new JsonText();
        do {
            copy.token(parser);
        } while (!copy.open.isEmpty() && parser.nextToken() != null);
        return copy;
    }

    private void token(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        switch (token) {
            case START_OBJECT -> begin(true);
            case START_ARRAY -> begin(false);
            case END_OBJECT, END_ARRAY -> end();
            case FIELD_NAME -> name(parser.currentName());
            case VALUE_STRING -> string(parser.getText());
            default -> raw(parser.getText());
        }
    }

    /** Begins an object or an array. */
    void begin(boolean object) throws IOException {
        open.push(new HashSet<>());
        tooDeep |= open.size() > DEEPEST;
        if (object) {
            json.writeStartObject();
        } else {
            json.writeStartArray();
        }
    }

    /** Ends the innermost object or array. */
    void end() throws IOException {
        open.pop();
        if (json.getOutputContext().inObject()) {
            json.writeEndObject();
        } else {
            json.writeEndArray();
        }
    }

    /** The name of the value that follows. */
    void name(String name) throws IOException {
        if (!open.element().add(name) && duplicate == null) {
            duplicate = name;
        }
        badText |= BadText.in(name) >= 0;
        json.writeFieldName(name);
    }

    /** A text. */
    void string(String value) throws IOException {
        badText |= BadText.in(value) >= 0;
        json.writeString(value);
    }

    /** A number, a boolean or {@code null}, as JSON has it. */
    void raw(String value) throws IOException {
        json.writeRawValue(value);
    }

    /** The JSON. */
    String text() throws IOException {
        json.close();
        return text.toString();
    }

    /** A name that an object in it has twice; {@code null} if there is none. */
    @Nullable
    String duplicate() {
        return duplicate;
    }

    /** Whether it is nested deeper than accepted. */
    boolean tooDeep() {
        return tooDeep;
    }

    /** Whether a text in it has characters that cannot be stored. */
    boolean badText() {
        return badText;
    }

    /** What the library says, without its name for the source, which it does not know. */
    static String reason(JsonProcessingException e) {
        return SOURCE.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
    }
}
