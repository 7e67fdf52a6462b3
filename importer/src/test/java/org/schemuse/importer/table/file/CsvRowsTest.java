package org.schemuse.importer.table.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.table.fault.RowFault;

/** What is wrong with rows of CSV files; what is right, the server judges in {@link CsvRowsIT}. */
class CsvRowsTest {
    @TempDir
    private Path folder;

    @Test
    void aRaggedRowIsOneProblemAndKeepsItsValues() throws IOException {
        ReadRows read = ReadRows.of(folder, "a.csv", "a,b,c\n1,2\n1,2,3,4\n1,2,3\n");

        assertThat(read.faults()).containsExactly(RowFault.RAGGED_ROW, RowFault.RAGGED_ROW, null);
        assertThat(read.values().get(1)).containsExactly("1", "2", "3", "4");
        assertThat(Objects.requireNonNull(read.problems().get(0)))
                .satisfies(problem -> assertThat(problem.expected()).isEqualTo("3 values"))
                .satisfies(problem -> assertThat(problem.found()).isEqualTo("2 values"));
    }

    @Test
    void eachRowKnowsItsLine() throws IOException {
        ReadRows read = ReadRows.of(folder, "a.csv", "a,b\r\n1,\"x\r\ny\r\n\"\r\n\r\n\r\n2,z\r\n3,w");

        assertThat(read.lines()).containsExactly(2L, 7L, 8L);
    }

    @Test
    void anOpenQuoteIsAProblemOfTheRowThatItBeginsIn() throws IOException {
        ReadRows read = ReadRows.of(folder, "a.csv", "a,b\n1,\"x\ny\"\n2,\"open\n3,z\n4,w\n");

        assertThat(read.faults()).containsExactly(null, RowFault.OPEN_QUOTE);
        assertThat(read.lines()).containsExactly(2L, 4L);
        assertThat(Objects.requireNonNull(read.problems().get(1)).found())
                .isEqualTo("the end of the file; the row begins in line 4");
    }

    @Test
    void aQuoteThatIsOpenForTooLongIsRefused() {
        String endless = "a,b\n1,\"" + "x,y\n".repeat(Characters.LONGEST_ROW / 4 + 50_000);

        assertThatThrownBy(() -> ReadRows.of(folder, "a.csv", endless))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("line 2: the row is longer than 8 Mi characters");
    }

    @Test
    void aZeroIsNoText() throws IOException {
        ReadRows read = ReadRows.of(folder, "a.csv", "a,b\n1,x\u0000y\n2,z\n");

        assertThat(read.faults()).containsExactly(RowFault.BAD_TEXT, null);
        assertThat(Objects.requireNonNull(read.problems().get(0)).found()).isEqualTo("a zero byte at character 2");
    }

    @Test
    void theReasonOfARejectsFileIsNoField() throws IOException {
        ReadRows read = ReadRows.of(folder, "a.csv", "a,b,schemuse_reason\n1,,why\n,2,\n1,2\n");

        assertThat(read.fields()).containsExactly("a", "b");
        assertThat(read.values().subList(0, 2)).containsExactly(Arrays.asList("1", null), Arrays.asList(null, "2"));
        assertThat(read.faults()).containsExactly(null, null, RowFault.RAGGED_ROW);
    }

    @Test
    void aQuoteWithinAValueIsItself() throws IOException {
        assertThat(ReadRows.of(folder, "a.tsv", "a\tb\n5\" disk\tx\n").values())
                .containsExactly(List.of("5\" disk", "x"));
    }
}
