package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same key is the same thing in all documents, and {@code docs/schemas/README.md} lists the keys. */
class JsonKeysTest {
    private static final Path PAGE = JsonSchemas.FOLDER.resolve("README.md");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\| [^|]+ \\|$");

    private static final Map<String, String> FORMATS = Map.of("date-time", "time", "duration", "duration");

    private final Map<String, Set<String>> shapes = new TreeMap<>();
    private final Set<String> enumValues = new TreeSet<>();

    @BeforeEach
    void read() throws IOException {
        try (Stream<Path> files = Files.list(JsonSchemas.FOLDER)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                collect(new ObjectMapper().readTree(Files.readString(file)));
            }
        }
        assertThat(shapes).hasSizeGreaterThan(100);
    }

    @Test
    void aKeyHasOneShape() {
        assertThat(shapes).allSatisfy((key, found) -> assertThat(found).as(key).hasSize(1));
    }

    @Test
    void aNumberOfThingsIsCalledCountAndATimeSpentTook() {
        assertThat(shapes.keySet()).doesNotContain("seconds", "problems", "duration", "elapsed");
        assertThat(shapes).allSatisfy((key, found) -> {
            if (key.endsWith("Count")) {
                assertThat(found).as(key).containsExactly("number");
            }
            if (found.contains("duration")) {
                assertThat(key).isEqualTo("took");
            }
        });
    }

    @Test
    void enumValuesAreInLowerCase() {
        assertThat(enumValues).hasSizeGreaterThan(40).allMatch(value -> value.matches("[a-z]+([_ ][a-z]+)*"));
    }

    @Test
    void thePageListsEveryKeyWithItsShape() throws IOException {
        Map<String, String> expected = new LinkedHashMap<>();
        shapes.forEach((key, found) -> expected.put(key, String.join(" or ", found)));
        Map<String, String> listed = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        ROW.matcher(Files.readString(PAGE)).results().forEach(row -> {
            keys.add(row.group(1));
            listed.put(row.group(1), row.group(2));
        });
        assertThat(keys).doesNotHaveDuplicates().isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        assertThat(listed).containsExactlyInAnyOrderEntriesOf(expected);
    }

    private void collect(JsonNode schema) {
        if (schema.path("properties").isObject()) {
            schema.get("properties")
                    .properties()
                    .forEach(property -> shapes.computeIfAbsent(property.getKey(), key -> new TreeSet<>())
                            .add(shape(property.getValue())));
        }
        if (schema.path("enum").isArray()) {
            schema.get("enum").forEach(value -> {
                if (value.isTextual()) {
                    enumValues.add(value.asText());
                }
            });
        }
        schema.forEach(this::collect);
    }

    private static String shape(JsonNode schema) {
        JsonNode declared = schema.get("type");
        List<String> types = declared.isArray()
                ? Stream.of(declared.get(0), declared.get(1))
                        .map(JsonNode::asText)
                        .filter(type -> !type.equals("null"))
                        .toList()
                : List.of(declared.asText());
        assertThat(types).hasSize(1);
        JsonNode inside = schema.path("additionalProperties");
        return switch (types.get(0)) {
            case "string" -> FORMATS.getOrDefault(schema.path("format").asText(), "text");
            case "integer", "number" -> "number";
            case "array" -> "list of " + plural(shape(schema.get("items")));
            case "object" ->
                inside.isObject() && !schema.has("properties") ? "map of " + plural(shape(inside)) : "object";
            default -> types.get(0);
        };
    }

    private static String plural(String shape) {
        return shape + "s";
    }
}
