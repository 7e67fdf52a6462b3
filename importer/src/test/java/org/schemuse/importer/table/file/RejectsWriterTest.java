package org.schemuse.importer.table.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.file.TableFile.Format;

class RejectsWriterTest {
    private static final String REASON = "BAD_VALUE: a,b;c\t\"d\"\nexpected é";

    @TempDir
    private Path folder;

    /** Writes all rows of a file as rejects. */
    private Path rejected(Path file, TableFileOptions options) throws IOException {
        Path rejects = folder.resolve("rejects-" + file.getFileName());
        try (DumpSource source = DumpSource.of(file.toString(), InputStream.nullInputStream())) {
            TableFile table = TableFile.recognise(source, options);
            try (RowReader reader = table.open(source)) {
                RejectsWriter.write(rejects, table, reader.fields(), writer -> {
                    FileRow row = new FileRow();
                    while (reader.next(row)) {
                        writer.write(row, REASON);
                    }
                });
            }
        }
        return rejects;
    }

    private String rejected(String name, String content) throws IOException {
        return Files.readString(rejected(Files.writeString(folder.resolve(name), content), TableFileOptions.NONE));
    }

    @Test
    void rowsStandInTheFormatOfTheFileWithTheReasonBehindThem() throws IOException {
        String reason = "\"BAD_VALUE: a,b;c\t\"\"d\"\"\nexpected é\"\r\n";
        assertThat(rejected("a.csv", "sep=;\na;b;c\n1;\"\";\n\"x;y\";2\n"))
                .isEqualTo("sep=;\r\na;b;c;schemuse_reason\r\n1;\"\";;" + reason + "\"x;y\";2;" + reason);
        String json = "\"schemuse_reason\":\"BAD_VALUE: a,b;c\\t\\\"d\\\"\\nexpected é\"}";
        assertThat(rejected("a.jsonl", "{\"a\": 1.50, \"b\": null}\n{\"a\": {\"x\": [1]}, \"a\": 2}\n{\"a\":\n"))
                .isEqualTo("{\"a\":1.50,\"b\":null," + json + "\n{\"a\":{\"x\":[1]},\"a\":2," + json
                        + "\n{\"schemuse_row\":\"{\\\"a\\\":\"," + json + "\n");
        assertThat(rejected("a.json", "[{\"a\": 1}, {\"b\": \"x\"}]"))
                .isEqualTo("[\n{\"a\":1," + json + ",\n{\"b\":\"x\"," + json + "\n]\n");
        assertThat(rejected("a.yaml", "- a: 1\n- b: no\n"))
                .isEqualTo("- {\"a\":1," + json + "\n- {\"b\":\"no\"," + json + "\n");
        assertThat(rejected("empty.json", "[]")).isEqualTo("[\n\n]\n");
        assertThat(rejected("empty.jsonl", "\n")).isEmpty();
    }

    @Test
    void theRestBehindAnOpenQuoteIsKept() throws IOException {
        assertThat(rejected("a.csv", "a,b\n1,\"x\ny\"\n\n2,\"open\n3,z\n4,w\n"))
                .contains("\"2,\"\"open\n3,z\n4,w\n\",\"BAD_VALUE");
        assertThat(rejected("b.csv", "a,b\r\n2,\"open")).contains("\"2,\"\"open\",\"BAD_VALUE");
        Path single = Files.writeString(folder.resolve("c.csv"), "a\n\"open\n");
        assertThat(ReadRows.of(rejected(single, TableFileOptions.NONE), TableFileOptions.NONE)
                        .faults())
                .containsExactly(RowFault.RAGGED_ROW);
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "a\n1\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(rejected(file, TableFileOptions.NONE))))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileThatCannotBeFinishedLeavesTheOldOne() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "a\n1\n");
        Path rejects = Files.writeString(folder.resolve("rejects.csv"), "old");
        try (DumpSource source = DumpSource.of(file.toString(), InputStream.nullInputStream())) {
            TableFile table = TableFile.recognise(source, TableFileOptions.NONE);
            assertThatThrownBy(() -> RejectsWriter.write(rejects, table, List.of("a"), writer -> {
                        throw new IOException("cut off");
                    }))
                    .hasMessage("cut off");
        }

        assertThat(rejects).hasContent("old");
        assertThat(folder)
                .isDirectoryContaining(path -> path.equals(rejects))
                .isDirectoryNotContaining("glob:**.unfinished");
    }

    /** What is imported from a rejects file is what the file itself has. */
    @ParameterizedTest
    @ValueSource(strings = {"csv", "txt", "jsonl", "json", "yaml"})
    void importingRejectsAgainGivesTheSameRows(String extension) throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Path file = Files.writeString(folder.resolve("random." + extension), content(extension, random));
            TableFileOptions options = options(extension, random);

            Path once = rejected(file, options);
            ReadRows again = ReadRows.of(once, options);

            ReadRows first = ReadRows.of(file, options);
            assertThat(again.fields()).isEqualTo(first.fields());
            assertThat(again.values()).isEqualTo(first.values());
            assertThat(again.kinds()).isEqualTo(first.kinds());
            assertThat(again.faults()).isEqualTo(first.faults());
            assertThat(Files.readAllBytes(rejected(once, options))).isEqualTo(Files.readAllBytes(once));
        }
    }

    /** What is wrong with a row stays wrong, and neither the reason nor the text of a row becomes a value. */
    @ParameterizedTest
    @CsvSource({"1,false", "2,false", "3,false", "1,true", "2,true", "3,true"})
    void rowsThatAreBrokenAreBrokenAgain(int width, boolean header) throws IOException {
        List<String> names = List.of("a", "b", "c").subList(0, width);
        TableFileOptions options = new TableFileOptions(
                null, null, new TableFileOptions.Csv(',', null, null, header ? 1 : 0, header ? List.of() : names));
        Path file = Files.writeString(
                folder.resolve("broken.csv"),
                (header ? String.join(",", names) + "\n" : "") + "1,2\n1\n1,2,3\n1,2,3,4\n,\n1,2,3,4,5\n\"open\n");

        Path once = rejected(file, options);
        Path twice = rejected(once, options);

        ReadRows first = ReadRows.of(file, options);
        int last = first.faults().size() - 1;
        assertThat(first.faults().get(last)).isEqualTo(RowFault.OPEN_QUOTE);
        for (Path again : List.of(once, twice)) {
            ReadRows read = ReadRows.of(again, options);
            assertThat(read.values().subList(0, last)).isEqualTo(first.values().subList(0, last));
            assertThat(read.faults().subList(0, last)).isEqualTo(first.faults().subList(0, last));
            assertThat(read.faults().get(last)).isEqualTo(RowFault.RAGGED_ROW);
        }
        assertThat(Files.readAllBytes(twice)).isEqualTo(Files.readAllBytes(once));
    }

    @ParameterizedTest
    @CsvSource({"null,n\\ull", "N,\\N", "\\N,\\\\N", "NULL,\\NULL", "-,\\-", "x\\n,\\x\\n", "b0x,b0\\x"})
    void aTextThatReadsLikeTheTokenForNullStaysAText(String token, String text) throws IOException {
        TableFileOptions options = new TableFileOptions(
                Format.TEXT, null, new TableFileOptions.Csv(null, null, token, 0, List.of("a", "b")));
        Path file = Files.writeString(folder.resolve("a.txt"), text + "\t" + token + "\n1\n");

        ReadRows again = ReadRows.of(rejected(file, options), options);

        assertThat(again.values()).isEqualTo(ReadRows.of(file, options).values());
        assertThat(again.values().get(0).get(0)).isNotNull();
        assertThat(again.values().get(0).get(1)).isNull();
        assertThat(again.faults()).containsExactly(null, RowFault.RAGGED_ROW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "tv", "0", "\\n", "\\\\", "\\nb"})
    void aTokenThatCannotBeToldFromValuesIsRefused(String token) throws IOException {
        TableFileOptions options = new TableFileOptions(
                Format.TEXT, null, new TableFileOptions.Csv(null, null, token, 0, List.of("a", "b")));
        Path file = Files.writeString(folder.resolve("a.txt"), "1\t2\n");

        assertThatThrownBy(() -> ReadRows.of(file, options))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("the token for NULL '" + token + "' cannot be told from a value");
    }

    private static TableFileOptions options(String extension, Random random) {
        String token = new String[] {"", "\\N", "NULL"}[random.nextInt(3)];
        if (extension.equals("txt")) {
            return new TableFileOptions(
                    Format.TEXT,
                    null,
                    new TableFileOptions.Csv(null, null, token.isEmpty() ? null : token, 0, List.of("a", "b", "c")));
        }
        boolean header = !extension.equals("csv") || random.nextBoolean();
        return new TableFileOptions(
                null,
                null,
                new TableFileOptions.Csv(
                        ',',
                        null,
                        token,
                        header ? 1 + random.nextInt(2) : 0,
                        header ? List.of() : List.of("a", "b", "c")));
    }

    private static String content(String extension, Random random) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < 20; row++) {
            if (extension.equals("csv") || extension.equals("txt")) {
                boolean quotes = extension.equals("csv");
                rows.add(value(random, quotes)
                        + (quotes ? "," : "\t")
                        + value(random, quotes)
                        + (quotes ? "," : "\t")
                        + value(random, quotes));
            } else {
                rows.add(RandomJson.object(random, 2).toString());
            }
        }
        return switch (extension) {
            case "csv" -> "x,y,z\n1,2,3\n" + String.join("\n", rows) + "\n";
            case "txt", "jsonl" -> String.join("\n", rows) + "\n";
            case "json" -> "[" + String.join(",", rows) + "]";
            default -> "- " + String.join("\n- ", rows) + "\n";
        };
    }

    private static String value(Random random, boolean quotes) {
        String[] values = quotes
                ? new String[] {
                    "", "\"\"", "a", "\"a,b\"", "\"\"\"\"", "NULL", "\"NULL\"", "\\N", "\"\\N\"", "\"\r\n\"", " é"
                }
                : new String[] {
                    "", "a", "\\\\N", "\\N", "NULL", "\\NULL", "\\t", "\\\\", "\\\t", "\\n", "é", "\\r", "\"\""
                };
        return values[random.nextInt(values.length)];
    }

    @Test
    void invalidBytesAreWrittenAsTheyWere() throws IOException {
        for (String name : List.of("a.csv", "a.jsonl", "a.yaml")) {
            String content =
                    name.equals("a.csv") ? "a,b\né,x\n" : (name.equals("a.yaml") ? "- " : "") + "{\"a\": \"é\"}\n";
            byte[] latin1 = content.getBytes(StandardCharsets.ISO_8859_1);

            Path rejects = rejected(Files.write(folder.resolve(name), latin1), TableFileOptions.NONE);

            assertThat(new String(Files.readAllBytes(rejects), StandardCharsets.ISO_8859_1))
                    .contains("é")
                    .doesNotContain("?");
        }
    }

    /** What the file writes as an escape, because its charset does not have it or nothing can store it, stays an escape. */
    @ParameterizedTest
    @CsvSource({"jsonl,''", "json,''", "yaml,'- '"})
    void escapesStayEscapes(String extension, String prefix) throws IOException {
        List<String> escapes =
                List.of("\\u20ac", "\\ud83d", "\\udc41", "\\udce9", "\\ud83d\\ude00", "\\u0000", "\\udfff");
        StringBuilder content = new StringBuilder();
        for (String escape : escapes) {
            content.append(prefix).append("{\"a\":\"x").append(escape).append("y\"}\n");
            content.append(prefix).append("{\"a\":[\"").append(escape).append("\"],\"b\":{\"é\":1}}\n");
            if (extension.equals("yaml") || !escape.matches("\\\\ud...")) {
                // The JSON library takes no half of a character in a name.
                content.append(prefix).append("{\"").append(escape).append("\":\"é\"}\n");
            }
        }
        for (Charset charset :
                List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
            TableFileOptions options = new TableFileOptions(null, charset, TableFileOptions.Csv.USUAL);
            Path file = Files.write(
                    folder.resolve("a." + extension), content.toString().getBytes(charset));

            Path rejects = rejected(file, options);

            ReadRows first = ReadRows.of(file, options);
            ReadRows again = ReadRows.of(rejects, options);
            assertThat(again.fields()).isEqualTo(first.fields());
            assertThat(again.values()).isEqualTo(first.values());
            assertThat(again.problems()).isEqualTo(first.problems());
            assertThat(first.problems().get(extension.equals("yaml") ? 6 : 5).found())
                    .isEqualTo("half a character, U+DC41 at character 2");
            assertThat(Files.readString(rejects, charset)).contains("\\ud83dy", "\\udc41y", "\\udce9y");
        }
    }

    /** A file has both, and each stays what it is. */
    @ParameterizedTest
    @CsvSource({"jsonl,''", "json,''", "yaml,'- '"})
    void invalidBytesAreToldFromEscapes(String extension, String prefix) throws IOException {
        String content = prefix + "{\"a\":\"é\",\"b\":[\"é\"]}\n" + prefix + "{\"a\":\"\\udce9\",\"b\":1}\n" + prefix
                + "{\"é\":\"é\"}\n" + prefix + "{\"a\":\"\\udc41\"}\n" + prefix + "{\"a\":\"é\"}\n";
        Path file = Files.write(folder.resolve("a." + extension), content.getBytes(StandardCharsets.ISO_8859_1));

        Path rejects = rejected(file, TableFileOptions.NONE);

        assertThat(ReadRows.of(file, TableFileOptions.NONE).problems().stream()
                        .map(problem -> problem.found().replaceAll(" at.*", "")))
                .containsExactly(
                        "byte 0xE9", "half a character, U+DCE9", "byte 0xE9", "half a character, U+DC41", "byte 0xE9");
        String latin1 = Files.readString(rejects, StandardCharsets.ISO_8859_1);
        String start = extension.equals("json") ? "[\n" : "";
        assertThat(latin1.replaceAll(",\"schemuse_reason\":\"(\\\\.|[^\"])*\"", "")
                        .replace("},\n", "}\n"))
                .isEqualTo(start + content + (start.isEmpty() ? "" : "]\n"));
    }

    @Test
    void theCharsetOfTheFileIsKept() throws IOException {
        byte[] utf16 = "\ufeffa,b\n1,é\n".getBytes(StandardCharsets.UTF_16LE);

        Path rejects = rejected(Files.write(folder.resolve("a.csv"), utf16), TableFileOptions.NONE);

        assertThat(ReadRows.of(rejects, TableFileOptions.NONE)).satisfies(read -> {
            assertThat(read.file().charset()).isEqualTo(StandardCharsets.UTF_16LE);
            assertThat(read.values()).containsExactly(List.of("1", "é"));
        });
    }
}
