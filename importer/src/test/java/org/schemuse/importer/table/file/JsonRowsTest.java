package org.schemuse.importer.table.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.testsupport.ExternalJudge;

class JsonRowsTest {
    private static final ObjectMapper TREE =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @TempDir
    private Path folder;

    @Test
    void valuesKeepTheirKindsAndDigits() throws IOException {
        String object = """
                {"a": "x", "b": 1.500, "c": 123456789012345678901234567890, "d": true, "e": null,
                 "f": [1.10, {"g": "é"}], "h": {"i": -0.0, "j": [] }, "k": 1E400}
                """;

        ReadRows read = ReadRows.of(folder, "a.json", "[" + object + ", {\"b\": 2}]");

        assertThat(read.fields()).containsExactly("a", "b", "c", "d", "e", "f", "h", "k");
        assertThat(read.values().get(0))
                .containsExactly(
                        "x",
                        "1.500",
                        "123456789012345678901234567890",
                        "true",
                        null,
                        "[1.10,{\"g\":\"é\"}]",
                        "{\"i\":-0.0,\"j\":[]}",
                        "1E400");
        assertThat(read.kinds().get(0))
                .containsExactly(
                        Kind.TEXT,
                        Kind.NUMBER,
                        Kind.NUMBER,
                        Kind.BOOLEAN,
                        Kind.NULL,
                        Kind.ARRAY,
                        Kind.OBJECT,
                        Kind.NUMBER);
        assertThat(read.kinds().get(1)).containsExactly(Kind.ABSENT, Kind.NUMBER);
        assertThat(read.lines()).containsExactly(1L, 3L);
    }

    /** Jackson's tree model, which reads a whole document at once, judges. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "yaml"})
    void randomObjectsAreReadAsTheTreeModelHasThem(String extension) throws IOException {
        Random random = new Random(13);
        List<JsonNode> objects = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            objects.add(RandomJson.object(random, 3));
        }
        String content = content(extension, objects);

        ReadRows read = ReadRows.of(folder, "a." + extension, content);

        assertThat(read.faults()).containsOnlyNulls().hasSize(objects.size());
        for (int i = 0; i < objects.size(); i++) {
            assertThat(tree(read, i)).as("row %d of %s", i, content).isEqualTo(objects.get(i));
        }
    }

    @Test
    void whatJqWritesIsRead() throws Exception {
        ExternalJudge.needs("jq");
        Random random = new Random(16);
        List<JsonNode> objects = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            objects.add(TREE.createObjectNode()
                    .put("a", i)
                    .put("b", "é\n" + random.nextInt())
                    .putNull("c"));
        }
        Path array = Files.writeString(folder.resolve("array.json"), objects.toString());
        for (String options : List.of("-c .[]", ".[]", ".", "-c .")) {
            List<String> command = new ArrayList<>(List.of("jq"));
            command.addAll(List.of(options.split(" ")));
            command.add(array.toString());
            Path printed = folder.resolve("printed");
            assertThat(new ProcessBuilder(command)
                            .redirectOutput(printed.toFile())
                            .start()
                            .waitFor())
                    .isZero();

            ReadRows read = ReadRows.of(printed, TableFileOptions.NONE);

            assertThat(read.faults()).as(options).containsOnlyNulls().hasSize(objects.size());
            for (int i = 0; i < objects.size(); i++) {
                assertThat(tree(read, i)).isEqualTo(objects.get(i));
            }
        }
    }

    private static String content(String extension, List<JsonNode> objects) throws IOException {
        return switch (extension) {
            case "json" -> TREE.writerWithDefaultPrettyPrinter().writeValueAsString(objects);
            case "jsonl" ->
                String.join("\n", objects.stream().map(JsonNode::toString).toList());
            default ->
                String.join(
                        "", objects.stream().map(object -> "- " + object + "\n").toList());
        };
    }

    private static JsonNode tree(ReadRows read, int row) throws IOException {
        var object = TREE.createObjectNode();
        for (int field = 0; field < read.values().get(row).size(); field++) {
            String text = read.values().get(row).get(field);
            switch (read.kinds().get(row).get(field)) {
                case ABSENT -> {}
                case TEXT -> object.put(read.fields().get(field), text);
                case NULL -> object.putNull(read.fields().get(field));
                default -> object.set(read.fields().get(field), TREE.readTree(text));
            }
        }
        return object;
    }

    @Test
    void aBrokenLineIsOneProblem() throws IOException {
        ReadRows read = ReadRows.of(
                folder,
                "a.jsonl",
                "{\"a\": 1}\n{\"a\": \n\n[1]\n{\"a\": 2} {\"a\": 3}\r\n{\"b\": 1, \"c\": tru}\nnull\n{\"a\": 4}\n");

        assertThat(read.faults())
                .containsExactly(
                        null,
                        RowFault.BAD_STRUCTURE,
                        RowFault.BAD_STRUCTURE,
                        RowFault.BAD_STRUCTURE,
                        RowFault.BAD_STRUCTURE,
                        RowFault.BAD_STRUCTURE,
                        null);
        assertThat(read.lines()).containsExactly(1L, 2L, 4L, 5L, 6L, 7L, 8L);
        assertThat(read.values().get(6)).containsExactly("4");
        assertThat(read.fields()).containsExactly("a");
    }

    @Test
    void anElementThatIsNoObjectIsOneProblem() throws IOException {
        ReadRows read = ReadRows.of(folder, "a.json", "[{\"a\": 1}, [1, [2]], \"x\", null, 3, {\"a\": 2}]");

        assertThat(read.faults())
                .containsExactly(
                        null,
                        RowFault.BAD_STRUCTURE,
                        RowFault.BAD_STRUCTURE,
                        RowFault.BAD_STRUCTURE,
                        RowFault.BAD_STRUCTURE,
                        null);
        assertThat(Objects.requireNonNull(read.problems().get(1)).found()).isEqualTo("an array");
    }

    @Test
    void brokenJsonEndsTheReadingWithItsPlace() {
        for (String broken : List.of("[{\"a\": 1},\n{\"a\" 2}]", "[{\"a\": 1},\n{\"a\": 2", "[{\"a\": 1},\n")) {
            assertThatThrownBy(() -> ReadRows.of(folder, "a.json", broken))
                    .isInstanceOf(UnusableDumpException.class)
                    .hasMessageContaining("line ")
                    .hasMessageContaining("invalid JSON, so what follows cannot be read");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl"})
    void aFieldTwiceIsOneProblem(String extension) throws IOException {
        ReadRows read = ReadRows.of(
                folder,
                "a." + extension,
                "{\"a\": 1, \"b\": 2, \"a\": 3}\n{\"a\": {\"x\": 1, \"y\": [{\"z\": 1, \"z\": 1}]}}\n{\"a\": {\"x\": {\"x\": 1}}}");

        assertThat(read.faults()).containsExactly(RowFault.DUPLICATE_FIELD, RowFault.DUPLICATE_FIELD, null);
        assertThat(Objects.requireNonNull(read.problems().get(1)).found()).isEqualTo("'z' twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "yaml"})
    void whatIsNestedTooDeepIsOneProblem(String extension) throws IOException {
        String prefix = extension.equals("yaml") ? "- " : "";
        ReadRows read = ReadRows.of(
                folder,
                "a." + extension,
                prefix + "{\"a\": " + nested(100) + "}\n" + prefix + "{\"a\": " + nested(101) + "}\n" + prefix
                        + "{\"a\": 1}\n");

        assertThat(read.faults()).containsExactly(null, RowFault.BAD_STRUCTURE, null);
        assertThatThrownBy(() -> ReadRows.of(folder, "b.json", "[{\"a\": 1},\n{\"a\": " + nested(200_000) + "}]"))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("line 2: invalid JSON");
        assertThatThrownBy(() -> ReadRows.of(folder, "b.yaml", "- {\"a\": " + nested(2_000) + "}"))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("levels of lists and mappings");
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl"})
    void textThatPostgreSqlCannotStoreIsOneProblem(String extension) throws IOException {
        byte[] content =
                "{\"a\": \"x\\u0000\"}\n{\"a\": \"\\ud83d\"}\n{\"a\": [\"\\u0000\"]}\n{\"a\": \"\\ud83d\\ude00\"}\n{\"a\": \"?\"}"
                        .getBytes(StandardCharsets.US_ASCII);
        content[content.length - 3] = (byte) 0xff;

        ReadRows read = ReadRows.of(folder, "a." + extension, content);

        assertThat(read.faults())
                .containsExactly(RowFault.BAD_TEXT, RowFault.BAD_TEXT, RowFault.BAD_TEXT, null, RowFault.BAD_TEXT);
        assertThat(Objects.requireNonNull(read.problems().get(1)).found())
                .isEqualTo("half a character, U+D83D at character 1");
        assertThat(Objects.requireNonNull(read.problems().get(4)).found()).isEqualTo("byte 0xFF at character 1");
    }

    @Test
    void theReasonOfARejectsFileIsNoField() throws IOException {
        ReadRows read = ReadRows.of(folder, "a.jsonl", "{\"a\": 1, \"schemuse_reason\": {\"x\": 1}, \"b\": 2}\n");

        assertThat(read.fields()).containsExactly("a", "b");
        assertThat(read.values()).isEqualTo(List.of(Arrays.asList("1", "2")));
        assertThat(read.faults()).containsOnlyNulls();
    }
}
