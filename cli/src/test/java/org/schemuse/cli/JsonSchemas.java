package org.schemuse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The JSON Schemas in {@code docs/schemas}, and how documents differ from them. */
final class JsonSchemas {
    static final Path FOLDER = Workplace.REPOSITORY.resolve(Path.of("docs", "schemas"));

    private JsonSchemas() {}

    /** What is wrong with a document; a key that its schema does not describe is, too. */
    static List<String> findings(String name, String document) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode schema = mapper.readTree(Files.readString(FOLDER.resolve(name + ".json")));
        close(schema);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(schema)
                .validate(mapper.readTree(document))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").toString().contains("\"object\"")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(JsonSchemas::close);
    }
}
