package org.schemuse.importer.table.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.schemuse.postgres.Quoting;

/**
 * What a schema file says of a field.
 *
 * @param name of the field
 * @param type as Table Schema names it, such as {@code string} or {@code datetime}; {@code document} of any JSON
 * @param format as Table Schema or JSON Schema names it; empty for the usual
 * @param required whether each row must have a value
 * @param unique whether no two rows may have the same value
 * @param constraints further ones, under the keys of Table Schema: enum, minimum, maximum, exclusiveMinimum, exclusiveMaximum,
 *     pattern, minLength and maxLength
 * @param spelling how values are written, if not as usual: trueValues, falseValues, decimalChar, groupChar and bareNumber
 * @param description what it is; empty if nothing is said
 */
record FieldSchema(
        String name,
        String type,
        String format,
        boolean required,
        boolean unique,
        ObjectNode constraints,
        ObjectNode spelling,
        String description) {
    /** Words that an import reads without a mapping. */
    private static final Set<String> TRUTH =
            Set.of("true", "false", "yes", "no", "on", "off", "t", "f", "y", "n", "1", "0");

    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The type of a column for it. */
    String sql() {
        return switch (type) {
            case "integer" -> "bigint";
            case "year" -> "integer";
            case "number" -> "numeric";
            case "boolean" -> "boolean";
            case "date" -> "date";
            case "datetime" -> "timestamptz";
            case "time" -> "time";
            case "duration" -> "interval";
            case "object", "array", "geojson", "document" -> "jsonb";
            case "string" -> format.equals("uuid") ? "uuid" : "text";
            default -> "text";
        };
    }

    /** Conditions for a column of this name, as SQL. */
    List<String> checks(String column) {
        List<String> checks = new ArrayList<>();
        for (Iterator<String> keys = constraints.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            JsonNode value = constraints.get(key);
            switch (key) {
                case "enum" -> checks.add(column + " IN (" + literals(value) + ")");
                case "minimum" -> checks.add(column + " >= " + literal(value));
                case "maximum" -> checks.add(column + " <= " + literal(value));
                case "exclusiveMinimum" -> checks.add(column + " > " + literal(value));
                case "exclusiveMaximum" -> checks.add(column + " < " + literal(value));
                case "minLength" -> checks.add("length(" + column + ") >= " + value.asInt());
                case "maxLength" -> checks.add("length(" + column + ") <= " + value.asInt());
                case "pattern" ->
                    checks.add(column + " ~ " + Quoting.literal(value.asText()).strip());
                default -> {}
            }
        }
        return checks;
    }

    private static String literals(JsonNode values) {
        List<String> literals = new ArrayList<>();
        values.forEach(value -> {
            if (!value.isNull()) {
                literals.add(literal(value));
            }
        });
        return literals.stream().collect(Collectors.joining(", "));
    }

    private static String literal(JsonNode value) {
        return value.isNumber() || value.isBoolean()
                ? value.asText()
                : Quoting.literal(value.asText()).strip();
    }

    private boolean hasOwnWords(String key) {
        for (JsonNode word : spelling.path(key)) {
            if (!TRUTH.contains(word.asText().toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** What a column cannot say, and a mapping must. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (hasOwnWords("trueValues") || hasOwnWords("falseValues")) {
            doubts.add("values are written in words of their own, which a mapping must name with yes: and no:");
        }
        if (spelling.has("decimalChar") || spelling.has("groupChar") || spelling.has("bareNumber")) {
            doubts.add("numbers are written in a form of their own, which a mapping must name with number:");
        }
        if (!format.isEmpty()
                && !format.equals("any")
                && (type.equals("date") || type.equals("datetime") || type.equals("time"))) {
            doubts.add(
                    "values have the format " + format + "; if it is not ISO 8601, a mapping must name it with date:");
        }
        if (constraints.has("pattern")) {
            doubts.add("the pattern is of another dialect than PostgreSQL's; compare them");
        }
        return doubts;
    }
}
