package org.schemuse.importer.table.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.file.TableFile.Format;
import org.schemuse.testsupport.ExternalJudge;

class TableFileTest {
    private static final List<List<String>> ROWS = List.of(Arrays.asList("1", "é"), Arrays.asList(null, "x"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.csv, CSV",
        "a.TSV, CSV",
        "a.tab, CSV",
        "a.json, JSON",
        "a.jsonl, JSONL",
        "a.ndjson, JSONL",
        "a.yaml, YAML",
        "a.yml, YAML",
        "a.csv.gz, CSV",
        "a.json.bz2, JSON",
        "a.yml.zst, YAML"
    })
    void theNameShowsTheFormat(String name, Format format) throws IOException {
        assertThat(new Recognition(name, "x".getBytes(StandardCharsets.UTF_8), TableFileOptions.NONE).file())
                .satisfies(file -> assertThat(file.format()).isEqualTo(format))
                .satisfies(file -> assertThat(file.notes()).noneMatch(note -> note.contains("--format")));
    }

    @Test
    void theFirstCharactersShowTheFormatIfTheNameDoesNot() throws IOException {
        assertThat(ReadRows.ofStandardInput("a,b\n1,é\n,x\n").values()).isEqualTo(ROWS);
        assertThat(ReadRows.ofStandardInput("{\"a\": 1, \"b\": \"é\"}\n{\"a\": null, \"b\": \"x\"}\n"))
                .satisfies(read -> assertThat(read.file().format()).isEqualTo(Format.JSONL))
                .satisfies(read -> assertThat(read.values()).isEqualTo(ROWS));
        assertThat(ReadRows.ofStandardInput("{\n\"a\": 1, \"b\": \"é\"}\n{\"a\": null, \"b\": \"x\"}\n"))
                .satisfies(read -> assertThat(read.file().format()).isEqualTo(Format.JSON))
                .satisfies(read -> assertThat(read.values()).isEqualTo(ROWS));
        assertThat(ReadRows.ofStandardInput(" [{\"a\": 1, \"b\": \"é\"},\n{\"a\": null, \"b\": \"x\"}]")
                        .values())
                .isEqualTo(ROWS);
        assertThat(ReadRows.ofStandardInput("---\n- {a: 1, b: é}\n- a:\n  b: x\n"))
                .satisfies(read -> assertThat(read.values()).isEqualTo(ROWS))
                .satisfies(read -> assertThat(read.file().notes())
                        .containsExactly(
                                "the format is YAML, as its first characters show; set another with --format"));
    }

    @ParameterizedTest
    @CsvSource({"',', ','", "';', ';'", "'|', '|'", "'\t', a tab"})
    void theDelimiterIsFoundAndNoted(String delimiter, String shown) throws IOException {
        String content = "a,b\n1,\"é, z;z|z\"\n,x\n".replace(",", delimiter);

        ReadRows read = ReadRows.of(folder, "a.csv", content);

        assertThat(read.fields()).containsExactly("a", "b");
        assertThat(read.values().get(1)).isEqualTo(ROWS.get(1));
        assertThat(read.file().notes())
                .singleElement()
                .asString()
                .contains(shown.length() == 1 ? "'" + shown + "'" : shown);
    }

    @Test
    void aDelimiterInTheValuesDoesNotWin() throws IOException {
        String content = "name;price\nA, B;1,50\nC;2,00\n";

        assertThat(ReadRows.of(folder, "a.csv", content).fields()).containsExactly("name", "price");
        assertThat(ReadRows.of(folder, "b.csv", "name\nA\n")).satisfies(read -> {
            assertThat(read.fields()).containsExactly("name");
            assertThat(read.file().notes()).isEmpty();
        });
    }

    @Test
    void theDelimiterLineOfASpreadsheetIsFollowed() throws IOException {
        ReadRows read = ReadRows.of(folder, "a.csv", "\ufeffsep=;\r\na;b\r\n1;é\r\n;x\r\n");

        assertThat(read.fields()).containsExactly("a", "b");
        assertThat(read.values()).isEqualTo(ROWS);
        assertThat(read.lines()).containsExactly(3L, 4L);
        assertThat(read.file().notes()).contains("the delimiter is ';', as the line 'sep=;' says");
    }

    @Test
    void theHeaderCanBeInAnotherLine() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "Export \"of today\n\na,b\n1,é\n,x\n");

        ReadRows read = ReadRows.of(
                file, new TableFileOptions(null, null, new TableFileOptions.Csv(null, null, null, 3, List.of())));

        assertThat(read.values()).isEqualTo(ROWS);
        assertThat(read.lines()).containsExactly(4L, 5L);
    }

    @Test
    void aFileWithoutAHeaderHasTheNamesThatTheCallerSays() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "1,é\n,x\n");
        TableFileOptions options =
                new TableFileOptions(null, null, TableFileOptions.Csv.USUAL.withoutHeader(List.of("a", "b")));

        assertThat(ReadRows.of(file, options)).satisfies(read -> {
            assertThat(read.fields()).containsExactly("a", "b");
            assertThat(read.values()).isEqualTo(ROWS);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkShowsTheCharset(String charset) throws IOException {
        for (String name : List.of("a.csv", "a.jsonl")) {
            String content = name.equals("a.csv")
                    ? "\ufeffa,b\n1,é\n,x\n"
                    : "\ufeff{\"a\": 1, \"b\": \"é\"}\n{\"a\": null, \"b\": \"x\"}\n";

            ReadRows read = ReadRows.of(folder, name, content.getBytes(Charset.forName(charset)));

            assertThat(read.fields()).containsExactly("a", "b");
            assertThat(read.values()).isEqualTo(ROWS);
            assertThat(read.file().charset()).isEqualTo(Charset.forName(charset));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252"})
    void anotherCharsetIsNamedByTheCaller(String charset) throws IOException {
        byte[] content = "a,b\n1,é\n,x\n".getBytes(Charset.forName(charset));
        Path file = Files.write(folder.resolve("a.csv"), content);

        assertThat(ReadRows.of(file, new TableFileOptions(null, Charset.forName(charset), TableFileOptions.Csv.USUAL))
                        .values())
                .isEqualTo(ROWS);
        ReadRows asUtf8 = ReadRows.of(file, TableFileOptions.NONE);
        assertThat(asUtf8.faults()).containsExactly(RowFault.BAD_TEXT, null);
        assertThat(Objects.requireNonNull(asUtf8.problems().get(0))).satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("b");
            assertThat(problem.expected()).isEqualTo("text in UTF-8");
            assertThat(problem.found()).isEqualTo("byte 0xE9 at character 1");
            assertThat(problem.fault().remedy()).contains("--charset");
        });
    }

    @ParameterizedTest
    @CsvSource({"gzip, gz", "bzip2, bz2", "zstd, zst"})
    void compressedFilesAreReadAndCutOnesRefused(String program, String extension) throws Exception {
        ExternalJudge.needs(program);
        StringBuilder rows = new StringBuilder("a,b\n");
        for (int i = 0; i < 50_000; i++) {
            rows.append(i).append(',').append(i * 7919L % 100_003).append('\n');
        }
        Path plain = Files.writeString(folder.resolve("a.csv"), rows);
        Path packed = folder.resolve("a.csv." + extension);
        pack(program, plain, packed);

        assertThat(ReadRows.of(packed, TableFileOptions.NONE)).satisfies(read -> {
            assertThat(read.values())
                    .isEqualTo(ReadRows.of(plain, TableFileOptions.NONE).values());
        });

        byte[] whole = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(whole, whole.length - 9));
        assertThatThrownBy(() -> ReadRows.of(packed, TableFileOptions.NONE))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining(program + " data is truncated or damaged");

        byte[] twice = Arrays.copyOf(whole, 2 * whole.length);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        Files.write(packed, twice);
        assertThat(ReadRows.of(packed, TableFileOptions.NONE).values()).hasSize(100_001);
    }

    private static void pack(String program, Path from, Path to) throws Exception {
        int status = new ProcessBuilder(program, "-c", from.toString())
                .redirectOutput(to.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    @Test
    void anUnusableHeaderIsRefused() {
        refused("a.csv", "a,b,a\n1,2,3\n", "the header has the name 'a' twice, the second time for field 3");
        refused("a.csv", "a,,b\n1,2,3\n", "no name for field 2");
        refused("a.csv", "a,\"b\n1,2\n", "line 1: the header has a quote that is not closed");
        refused("a.csv", "sep=;\n", "has no header; expected the names of the fields in line 2");
        refused("a.csv", "\ufeff", "has no header; expected the names of the fields in line 1");
        refused("a.csv", "", "is empty");
        refused("a.csv", "a,b\u0000\n1,2\n", "set the charset with --charset");
    }

    private void refused(String name, String content, String message) {
        assertThatThrownBy(() -> ReadRows.of(folder, name, content))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining(message);
    }
}
