package org.schemuse.importer.table.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.value.ValueEncoder;

/** Judges values of a field by its schema. It belongs to one thread. */
final class FieldRule {
    private static final List<String> TRUE = List.of("true", "True", "TRUE", "1");
    private static final List<String> FALSE = List.of("false", "False", "FALSE", "0");

    private final FieldSchema schema;
    private final ValueEncoder encoder;
    private final TrialRows scratch;
    private final List<String> labels = new ArrayList<>();
    private final @Nullable Pattern pattern;

    /** @param typed whether the file tells texts from other values */
    FieldRule(FieldSchema schema, boolean typed, TrialRows scratch) {
        this.schema = schema;
        this.encoder = InferredType.encoder(schema.sql(), typed);
        this.scratch = scratch;
        schema.constraints().path("enum").forEach(label -> labels.add(label.asText()));
        this.pattern = compiled(schema.constraints().path("pattern").asText(""));
    }

    /** A pattern of another dialect than Java's is not judged. */
    private static @Nullable Pattern compiled(String pattern) {
        try {
            return pattern.isEmpty() ? null : Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }

    /** Whether the field can have a value. */
    boolean takes(Kind kind, String text) {
        String value = usual(text);
        if (schema.type().equals("boolean") && kind == Kind.TEXT) {
            return words("trueValues", TRUE).contains(text)
                    || words("falseValues", FALSE).contains(text);
        }
        return value != null
                && scratch.takes(encoder, value, kind)
                && (labels.isEmpty() || labels.contains(value))
                && (pattern == null || pattern.matcher(value).find())
                && hasLength(value.codePointCount(0, value.length()))
                && isInRange(value);
    }

    private List<String> words(String key, List<String> usual) {
        JsonNode said = schema.spelling().path(key);
        List<String> words = new ArrayList<>();
        said.forEach(word -> words.add(word.asText()));
        return said.isArray() ? words : usual;
    }

    /** A number in the usual form; {@code null} if it has none. */
    private @Nullable String usual(String text) {
        if (schema.spelling().isEmpty()
                || !(schema.type().equals("number") || schema.type().equals("integer"))) {
            return text;
        }
        String group = schema.spelling().path("groupChar").asText("");
        String decimal = schema.spelling().path("decimalChar").asText(".");
        String number = schema.spelling().path("bareNumber").asBoolean(true)
                ? text
                : text.replaceAll("^[^0-9+-]*|[^0-9]*$", "");
        number = group.isEmpty() ? number : number.replace(group, "");
        return decimal.equals(".") ? number : number.contains(".") ? null : number.replace(decimal, ".");
    }

    private boolean hasLength(int length) {
        JsonNode constraints = schema.constraints();
        return length >= constraints.path("minLength").asInt(0)
                && length <= constraints.path("maxLength").asInt(Integer.MAX_VALUE);
    }

    private boolean isInRange(String value) {
        JsonNode constraints = schema.constraints();
        return compares(value, constraints.path("minimum"), 0, 1)
                && compares(value, constraints.path("maximum"), -1, 0)
                && compares(value, constraints.path("exclusiveMinimum"), 1, 1)
                && compares(value, constraints.path("exclusiveMaximum"), -1, -1);
    }

    private boolean compares(String value, JsonNode limit, int least, int most) {
        if (limit.isMissingNode()) {
            return true;
        }
        int order;
        if (schema.type().equals("number")
                || schema.type().equals("integer")
                || schema.type().equals("year")) {
            order = new BigDecimal(value.strip()).compareTo(new BigDecimal(limit.asText()));
        } else if (schema.type().equals("date")) {
            order = value.strip().compareTo(limit.asText());
        } else {
            // Moments and durations can be written in several ways; the server compares them.
            return true;
        }
        return Integer.signum(order) >= least && Integer.signum(order) <= most;
    }
}
