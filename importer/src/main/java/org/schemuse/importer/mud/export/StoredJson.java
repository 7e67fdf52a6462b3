package org.schemuse.importer.mud.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.format.StoredFields;
import org.schemuse.importer.source.Text;

/** A document that an import wrote into a jsonb column; its texts become bytes in the charset of the dump again. */
public record StoredJson(JsonNode document, Charset charset) implements StoredFields {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static JsonNode read(String document) throws JsonProcessingException {
        return MAPPER.readTree(document);
    }

    /** The fields in a document; {@code null} without one. */
    public static @Nullable StoredFields fields(@Nullable String document, Charset charset)
            throws JsonProcessingException {
        return document == null ? null : new StoredJson(read(document), charset);
    }

    @Override
    public boolean has(String name) {
        return document.has(name);
    }

    @Override
    public @Nullable Long number(String name) {
        return has(name) ? Long.valueOf(document.get(name).asLong()) : null;
    }

    @Override
    public @Nullable String word(String name) {
        return has(name) ? document.get(name).asText() : null;
    }

    @Override
    public @Nullable Text text(String name) {
        return has(name) ? Text.of(document.get(name).asText(), charset) : null;
    }

    @Override
    public List<Integer> numbers(String name) {
        JsonNode array = document.path(name);
        List<Integer> numbers = new ArrayList<>(array.size());
        array.forEach(number -> numbers.add(number.asInt()));
        return numbers;
    }

    @Override
    public List<Text> texts(String name) {
        return elements(name).map(text -> Text.of(text.asText(), charset)).toList();
    }

    @Override
    public List<StoredFields> records(String name) {
        return elements(name)
                .<StoredFields>map(record -> new StoredJson(record, charset))
                .toList();
    }

    private java.util.stream.Stream<JsonNode> elements(String name) {
        return StreamSupport.stream(document.path(name).spliterator(), false);
    }
}
