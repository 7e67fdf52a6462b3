package org.schemuse.importer.table.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.schemuse.importer.finding.Finding;

/** JSON Schema (2020-12) of one row. */
final class JsonSchemaForm {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final List<String> CONSTRAINTS = List.of(
            "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern", "minLength", "maxLength");

    /** What a text is by its format, as Table Schema names it. */
    private static final Map<String, String> FORMATS = Map.of("date", "date", "date-time", "datetime", "time", "time");

    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "object", "array", "null");

    private JsonSchemaForm() {}

    static RowSchema read(JsonNode schema) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        List<FieldSchema> fields = new ArrayList<>();
        schema.get("properties")
                .properties()
                .forEach(property -> fields.add(
                        field(property.getKey(), property.getValue(), required.contains(property.getKey()))));
        return new RowSchema(
                schema.path("description").asText(schema.path("title").asText("")),
                fields,
                List.of(),
                List.of(),
                RowSchema.USUAL_MISSING);
    }

    private static FieldSchema field(String name, JsonNode schema, boolean required) {
        Set<String> types = types(name, schema);
        boolean nullable = types.remove("null");
        String type = types.size() == 1 ? types.iterator().next() : "document";
        String format = schema.path("format").asText("");
        boolean temporal = type.equals("string") && FORMATS.containsKey(format);
        ObjectNode constraints = FieldSchema.nothing();
        CONSTRAINTS.stream().filter(schema::has).forEach(key -> constraints.set(key, schema.get(key)));
        return new FieldSchema(
                name,
                temporal ? FORMATS.getOrDefault(format, type) : type,
                temporal ? "" : format,
                required && !nullable,
                false,
                constraints,
                FieldSchema.nothing(),
                schema.path("description").asText(schema.path("title").asText("")));
    }

    private static Set<String> types(String name, JsonNode schema) {
        Set<String> types = new HashSet<>();
        JsonNode said = schema.path("type");
        if (said.isTextual()) {
            types.add(said.asText());
        }
        said.forEach(type -> types.add(type.asText()));
        for (String type : types) {
            if (!TYPES.contains(type)) {
                throw new IllegalArgumentException("property " + Finding.quote(name) + " has the type "
                        + Finding.quote(type) + "; expected one of "
                        + String.join(", ", TYPES.stream().sorted().toList()));
            }
        }
        return types;
    }

    static ObjectNode write(RowSchema schema) {
        ObjectNode written = FieldSchema.nothing();
        written.put("$schema", DIALECT);
        if (!schema.title().isEmpty()) {
            written.put("description", schema.title());
        }
        written.put("type", "object");
        ObjectNode properties = written.putObject("properties");
        schema.fields().forEach(field -> properties.set(field.name(), written(field)));
        List<String> names = schema.fields().stream()
                .filter(FieldSchema::required)
                .map(FieldSchema::name)
                .toList();
        ArrayNode required = written.putArray("required");
        names.forEach(required::add);
        return written;
    }

    private static ObjectNode written(FieldSchema field) {
        ObjectNode written = FieldSchema.nothing();
        String type = switch (field.type()) {
            case "date", "datetime", "time", "duration", "yearmonth", "geopoint" -> "string";
            case "year" -> "integer";
            case "geojson" -> "object";
            default -> field.type();
        };
        if (!type.equals("any") && !type.equals("document")) {
            if (field.required()) {
                written.put("type", type);
            } else {
                written.putArray("type").add(type).add("null");
            }
        }
        String format = switch (field.type()) {
            case "date", "time" -> field.type();
            // A moment is written with a blank before its time or without seconds as well, which date-time is not.
            case "string" -> field.format();
            default -> "";
        };
        if (!format.isEmpty()) {
            written.put("format", format);
        }
        if (!field.description().isEmpty()) {
            written.put("description", field.description());
        }
        field.constraints().properties().forEach(each -> written.set(each.getKey(), each.getValue()));
        if (!field.required() && written.get("enum") instanceof ArrayNode labels) {
            written.set("enum", labels.deepCopy().addNull());
        }
        return written;
    }
}
