package org.schemuse.importer.table.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.file.FileRow.Kind;

/** What is special to YAML; {@link JsonRowsTest} has what it shares with JSON. */
class YamlRowsTest {
    @TempDir
    private Path folder;

    private ReadRows read(String content) throws IOException {
        return ReadRows.of(folder, "a.yaml", content);
    }

    @Test
    void nothingIsGuessedFromPlainTexts() throws IOException {
        ReadRows read = read("""
                - country: no
                  agent: 007
                  on: 2026-11-30
                  amount: 1.50
                  open: True
                  gone: ~
                  empty:
                  quoted: '12'
                  forced: !!str 12
                  hex: 0x1F
                  block: |
                    a
                    b
                """);

        assertThat(read.fields())
                .containsExactly(
                        "country", "agent", "on", "amount", "open", "gone", "empty", "quoted", "forced", "hex",
                        "block");
        assertThat(read.values().get(0))
                .containsExactly("no", "007", "2026-11-30", "1.50", "true", null, null, "12", "12", "0x1F", "a\nb\n");
        assertThat(read.kinds().get(0))
                .containsExactly(
                        Kind.TEXT,
                        Kind.TEXT,
                        Kind.TEXT,
                        Kind.NUMBER,
                        Kind.BOOLEAN,
                        Kind.NULL,
                        Kind.NULL,
                        Kind.TEXT,
                        Kind.TEXT,
                        Kind.TEXT,
                        Kind.TEXT);
    }

    @Test
    void nestedListsAndMappingsAreJson() throws IOException {
        assertThat(read("- a: [1, no, {b: ~}]\n  c: {d: {e: 'x'}, f: []}\n")
                        .values()
                        .get(0))
                .containsExactly("[1,\"no\",{\"b\":null}]", "{\"d\":{\"e\":\"x\"},\"f\":[]}");
    }

    @Test
    void documentsAreRowsToo() throws IOException {
        ReadRows read = read("a: 1\n---\na: 2\n...\n---\n- a: 3\n- a: 4\n---\n");

        assertThat(read.values()).hasToString("[[1], [2], [3], [4]]");
        assertThat(read.lines()).containsExactly(1L, 3L, 6L, 7L);
    }

    @Test
    void aliasesStandForWhatTheirAnchorsHave() throws IOException {
        ReadRows read = read("- a: &x {b: &y [1, 2]}\n  c: *y\n- a: *x\n  c: &x 5\n- a: *x\n");

        assertThat(read.values()).hasToString("[[{\"b\":[1,2]}, [1,2]], [{\"b\":[1,2]}, 5], [5]]");
    }

    @Test
    void aliasesThatWouldFillTheHeapAreRefused() {
        StringBuilder bomb = new StringBuilder("- a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("  a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }

        assertThatThrownBy(() -> read(bomb.toString()))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("more than 100000 values");
        assertThatThrownBy(() -> read("- a: *x\n"))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("line 1: the alias *x has no anchor before it");
        for (String inItself : List.of("- a: &x [*x]\n", "- {a: &x 5, b: &x [*x], c: *x}\n")) {
            assertThatThrownBy(() -> read(inItself))
                    .isInstanceOf(UnusableDumpException.class)
                    .hasMessageContaining("line 1: the alias *x stands in the list or mapping that it means");
        }
    }

    /** What an alias stands for is decided where it is written, even if it is under an anchor itself. */
    @Test
    void anAliasUnderAnAnchorKeepsItsMeaning() throws IOException {
        assertThat(read("- {a: &y 1, b: &x [*y], c: &y 2, d: *x}\n").values()).hasToString("[[1, [1], 2, [1]]]");
    }

    @Test
    void aFileThatIsOneHugeValueDoesNotFillTheHeap() {
        assertThatThrownBy(() -> read("'" + "xxxxxxx ".repeat(9 << 17) + "'\n"))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("line 1: the row is longer than 8 Mi characters");
    }

    @Test
    void whatIsNoMappingIsOneProblem() throws IOException {
        ReadRows read = read("- a: 1\n- [1, 2]\n- x\n- a: 2\n  a: 3\n- a: {b: 1, b: 2}\n- a: 4\n");

        assertThat(read.faults())
                .containsExactly(
                        null,
                        RowFault.BAD_STRUCTURE,
                        RowFault.BAD_STRUCTURE,
                        RowFault.DUPLICATE_FIELD,
                        RowFault.DUPLICATE_FIELD,
                        null);
        assertThat(Objects.requireNonNull(read.problems().get(1)).found()).isEqualTo("a list");
    }

    @Test
    void brokenYamlEndsTheReadingWithItsPlace() {
        assertThatThrownBy(() -> read("- a: 1\n- a: [1\n- b: 2\n"))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("line 3, column 4: invalid YAML, so what follows cannot be read");
        assertThatThrownBy(() -> read("- a: 1\n- a: \u0001\n"))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("invalid YAML");
    }

    @Test
    void textThatPostgreSqlCannotStoreIsOneProblem() throws IOException {
        byte[] content = "- a: x\u0000\n- a: é\n- b: [é]\n- b: ok\n".getBytes(StandardCharsets.ISO_8859_1);

        ReadRows read = ReadRows.of(folder, "a.yaml", content);

        assertThat(read.faults()).containsExactly(RowFault.BAD_TEXT, RowFault.BAD_TEXT, RowFault.BAD_TEXT, null);
        assertThat(Objects.requireNonNull(read.problems().get(0)).found()).isEqualTo("a zero byte at character 2");
        assertThat(Objects.requireNonNull(read.problems().get(1)).found()).isEqualTo("byte 0xE9 at character 1");
        assertThat(read("- a: \ud83d\ude00\udbff\udf00\ud83d\ude00\n- b: \udbff\udc00\n")
                        .faults())
                .containsExactly(RowFault.BAD_TEXT, null);
    }
}
