package org.schemuse.importer.table.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.schemuse.importer.finding.Finding;

/** Table Schema of the Frictionless standards. */
final class TableSchemaForm {
    private static final Set<String> TYPES = Set.of(
            "string",
            "number",
            "integer",
            "boolean",
            "object",
            "array",
            "list",
            "date",
            "time",
            "datetime",
            "year",
            "yearmonth",
            "duration",
            "geopoint",
            "geojson",
            "any");

    private static final List<String> CONSTRAINTS = List.of(
            "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern", "minLength", "maxLength");

    private static final List<String> SPELLING =
            List.of("trueValues", "falseValues", "decimalChar", "groupChar", "bareNumber");

    private TableSchemaForm() {}

    static RowSchema read(JsonNode schema) {
        List<FieldSchema> fields = new ArrayList<>();
        schema.get("fields").forEach(field -> fields.add(field(field)));
        List<NewTable.Reference> keys = new ArrayList<>();
        schema.path("foreignKeys").forEach(key -> {
            JsonNode reference = key.path("reference");
            keys.add(new NewTable.Reference(
                    texts(key.path("fields")), reference.path("resource").asText(""), texts(reference.path("fields"))));
        });
        JsonNode missing = schema.path("missingValues");
        return new RowSchema(
                schema.path("description").asText(schema.path("title").asText("")),
                fields,
                texts(schema.path("primaryKey")),
                keys,
                missing.isArray() ? missingValues(missing) : RowSchema.USUAL_MISSING);
    }

    /** Of texts, or of objects with the text and a label. */
    private static List<String> missingValues(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.isObject() ? value.path("value").asText() : value.asText()));
        return texts;
    }

    private static FieldSchema field(JsonNode field) {
        String name = field.path("name").asText("");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a field has no name; expected \"name\" in each field");
        }
        String type = field.path("type").asText("string");
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException(
                    "field " + Finding.quote(name) + " has the type " + Finding.quote(type) + "; expected one of "
                            + String.join(", ", TYPES.stream().sorted().toList()));
        }
        JsonNode said = field.path("constraints");
        String format = field.path("format").asText("");
        return new FieldSchema(
                name,
                type.equals("list") ? "array" : type,
                format.equals("default") ? "" : format,
                said.path("required").asBoolean(false),
                said.path("unique").asBoolean(false),
                some(said, CONSTRAINTS),
                some(field, SPELLING),
                field.path("description").asText(field.path("title").asText("")));
    }

    private static ObjectNode some(JsonNode all, List<String> keys) {
        ObjectNode some = FieldSchema.nothing();
        keys.stream().filter(all::has).forEach(key -> some.set(key, all.get(key)));
        return some;
    }

    /** One text or several. */
    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.asText());
        }
        node.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    static ObjectNode write(RowSchema schema) {
        ObjectNode written = FieldSchema.nothing();
        if (!schema.title().isEmpty()) {
            written.put("description", schema.title());
        }
        ArrayNode fields = written.putArray("fields");
        schema.fields().forEach(field -> fields.add(written(field)));
        ArrayNode missing = written.putArray("missingValues");
        schema.missingValues().forEach(missing::add);
        if (!schema.primaryKey().isEmpty()) {
            ArrayNode key = written.putArray("primaryKey");
            schema.primaryKey().forEach(key::add);
        }
        if (!schema.foreignKeys().isEmpty()) {
            ArrayNode keys = written.putArray("foreignKeys");
            schema.foreignKeys().forEach(key -> {
                ObjectNode one = keys.addObject();
                ArrayNode from = one.putArray("fields");
                key.columns().forEach(from::add);
                ObjectNode reference = one.putObject("reference");
                reference.put("resource", key.table());
                ArrayNode to = reference.putArray("fields");
                key.targets().forEach(to::add);
            });
        }
        return written;
    }

    private static ObjectNode written(FieldSchema field) {
        ObjectNode written = FieldSchema.nothing();
        written.put("name", field.name());
        written.put("type", field.type());
        if (!field.format().isEmpty()) {
            written.put("format", field.format());
        }
        if (!field.description().isEmpty()) {
            written.put("description", field.description());
        }
        written.setAll(field.spelling());
        ObjectNode constraints = field.constraints().deepCopy();
        if (field.required()) {
            constraints.put("required", true);
        }
        if (field.unique()) {
            constraints.put("unique", true);
        }
        if (!constraints.isEmpty()) {
            written.set("constraints", constraints);
        }
        return written;
    }
}
