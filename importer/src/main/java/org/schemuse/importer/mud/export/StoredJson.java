package org.schemuse.importer.mud.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The documents that an import wrote into jsonb columns. */
final class StoredJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StoredJson() {}

    static JsonNode read(String document) throws JsonProcessingException {
        return MAPPER.readTree(document);
    }
}
