package org.schemuse.changelog.fingerprint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a fingerprint, taken apart: {@code column users.name {"type" : "text", "not null" : true}}.
 *
 * @param kind with the schema in front where it is not the fingerprint's own
 * @param object empty for the schema itself
 * @param attributes JSON texts by name, in the order of the line
 */
record CatalogLine(String kind, String object, Map<String, String> attributes) {
    private static final Pattern FORM = Pattern.compile(
            "(?s)((?:in schema \\S+: )?(?:materialized view|foreign table|composite type|switched trigger"
                    + "|text search configuration|text search dictionary|cast|collation|operator"
                    + "|default privileges|schema|view|table|column|constraint|index|sequence|type|policy|trigger|rule"
                    + "|function|statistics|other))(?: (.*?))? ?(\\{\".*)?");

    static CatalogLine of(String line) {
        Matcher form = FORM.matcher(line);
        if (!form.matches()) {
            throw new IllegalArgumentException("a line of a fingerprint without a kind: " + line);
        }
        String object = form.group(2) == null ? "" : form.group(2);
        return new CatalogLine(form.group(1), object, form.group(3) == null ? Map.of() : members(form.group(3)));
    }

    String key() {
        return kind + " " + object;
    }

    /** The table that holds it, or what stands in its place; empty where nothing does. */
    String owner() {
        if (kind.endsWith("index")) {
            Matcher on =
                    Pattern.compile(" ON (?:ONLY )?(\\S+) USING ").matcher(attributes.getOrDefault("definition", ""));
            return on.find() ? on.group(1).replace("\\\"", "\"") : "";
        }
        int dot = object.startsWith("\"") ? object.indexOf("\".") + 1 : object.indexOf('.');
        return kind.matches(".*(column|constraint|policy|trigger|rule)") && dot > 0 ? object.substring(0, dot) : "";
    }

    boolean isPartition() {
        return kind.endsWith("table")
                && !attributes.getOrDefault("partition bound", "null").equals("null");
    }

    /** What best says what the object is; null where its name says all. */
    @Nullable
    String definition() {
        String definition = attributes.get("definition");
        return definition == null || definition.equals("null") ? attributes.get("values") : definition;
    }

    /** The members of a JSON object, their values left as they are. */
    private static Map<String, String> members(String json) {
        Map<String, String> members = new LinkedHashMap<>();
        int at = 1;
        while (at < json.length() && json.charAt(at) != '}') {
            int nameEnd = end(json, at);
            int value = json.indexOf(':', nameEnd) + 1;
            int valueEnd = end(json, value);
            members.put(
                    json.substring(at, nameEnd).strip().replace("\"", ""),
                    json.substring(value, valueEnd).strip());
            at = json.charAt(valueEnd) == ',' ? valueEnd + 1 : valueEnd;
        }
        return members;
    }

    /** Behind the value that begins at {@code from}: the next colon, comma or closing brace that is not inside of it. */
    private static int end(String json, int from) {
        int depth = 0;
        for (int i = from; i < json.length(); i++) {
            switch (json.charAt(i)) {
                case '"' -> i = closingQuote(json, i);
                case '{', '[' -> depth++;
                case '}', ']', ',', ':' -> {
                    boolean closes = "}]".indexOf(json.charAt(i)) >= 0;
                    if (depth == 0) {
                        return i;
                    }
                    depth -= closes ? 1 : 0;
                }
                default -> {}
            }
        }
        return json.length() - 1;
    }

    private static int closingQuote(String json, int open) {
        int i = open + 1;
        while (json.charAt(i) != '"') {
            i += json.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
