package org.schemuse.importer.mud.format.muse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.Accounted;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.mud.format.SectionTotals;

/** Dumps in which one thing is larger than anybody's: read in time, or refused in a line, but never at any price. */
class HugeDumpsTest {
    private static final String DEMUSE_ROOM = "@14\n~1\n&0\nHall\nHall\n0\n-1\n-1\n-1\n-1\n-1\n-1\n0\n0\n1\n1\n";
    private static final String ROOM = "@15\n0\n0\n~1\n&0\nHall\n0\n-1\n-1\n-1\n-1\n-1\n0\n0\n1\n1\n";
    private static final String REST = "<\n0\n0\n\\\n***END OF DUMP***\n";

    @TempDir
    private Path folder;

    private Inspection inspect(String dump) throws IOException {
        Path file = Worlds.write(folder, dump);
        return assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Worlds.inspect(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 19, 1 << 20, (1 << 20) + 1, 5 << 20})
    void theLayoutIsRecognisedThoughTheFirstObjectIsLargerThanTheSample(int bytes) throws IOException {
        String values = (">100\n-1\n" + "v".repeat(1000) + "\n").repeat(bytes / 1000);

        Inspection tinyMuse = inspect(ROOM + values + REST);
        Inspection deMuse = inspect(DEMUSE_ROOM + values + REST.replace("\\\n", "\\\n>-1\n\\\n"));

        assertThat(tinyMuse.layout()).isEqualTo("version 15, six-field mail");
        assertThat(deMuse.layout())
                .isEqualTo("version 14, coloured names, fighting line, universe block, five-field mail");
        assertThat(tinyMuse.counts().values()).isEqualTo(bytes / 1000);
        assertThat(deMuse.counts().liveObjects()).isEqualTo(1);
        assertThat(deMuse.sections()).doesNotContainKey(SectionTotals.Section.SKIPPED);
    }

    @Test
    void aValueOfMegabytesIsKeptWhole() throws IOException {
        Inspection inspection = inspect(ROOM + ">6\n-1\n" + "v".repeat(4 << 20) + "\n" + REST);

        assertThat(inspection.findings())
                .filteredOn(finding -> finding.code() == FindingCode.LINE_TOO_LONG)
                .extracting(org.schemuse.importer.finding.Finding::found)
                .containsExactly((4 << 20) + " bytes");
    }

    @Test
    void aHundredThousandAttributesOnOneObjectAreRead() throws IOException {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            values.append('>').append(i).append("\n0\nvalue ").append(i).append('\n');
        }
        String definitions = "/64\n0\nname\n".repeat(100_000);

        Inspection inspection = inspect(ROOM + values + "<\n0\n0\n" + definitions + "\\\n***END OF DUMP***\n");

        assertThat(inspection.counts().userDefinedValues()).isEqualTo(100_000);
        assertThat(inspection.counts().definitions()).isEqualTo(100_000);
        assertThat(inspection.findingsByCode()).doesNotContainKey(FindingCode.ATTRIBUTE_INDEX_WITHOUT_DEFINITION);
    }

    @Test
    void anObjectThatWouldFillTheMemoryIsRefused() {
        assertThatThrownBy(() -> inspect(ROOM + ">6\n-1\n\n".repeat(1_000_001) + REST))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("object #0 has more than 1000000 values");
        assertThatThrownBy(() ->
                        inspect(ROOM + ">6\n-1\n" + ("v".repeat(1 << 20) + "\u0015\n").repeat(33) + "\n" + REST))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("object #0 has more than 32 MiB of text");
    }

    @Test
    void aWrongCountOfParentsCostsNothing() throws IOException {
        Inspection inspection = inspect(ROOM + "<\n2000000000\n0\n0\n\\\n***END OF DUMP***\n");

        assertThat(inspection.findingsByCode()).containsKey(FindingCode.WRONG_COUNT);
    }

    @Test
    void numbersFarApartCostLittle() throws IOException {
        StringBuilder dump = new StringBuilder("@15\n0\n0\n~50000001\n");
        int objects = 0;
        for (int dbref = 0; dbref <= 50_000_000; dbref += 4096) {
            dump.append('&').append(dbref).append("\nfar\n-1\n-1\n-1\n-1\n-1\n-1\n0\n1\n1\n1\n>0\n");
            dump.append(dbref + 2048)
                    .append("\nvalue\n<\n1\n")
                    .append(dbref + 1024)
                    .append("\n0\n\\\n");
            objects++;
        }
        String text = dump + "***END OF DUMP***\n";

        Inspection inspection = inspect(text);

        assertThat(inspection.counts().liveObjects()).isEqualTo(objects);
        assertThat(inspection.findingsByCode()).containsEntry(FindingCode.DBREF_GAP, objects - 1L);
    }

    @Test
    void rubbishBehindTheMailIsNotOneMessage() throws IOException {
        Inspection inspection = inspect(ROOM + REST + "+1:1:1:0:4:mail\n" + ("r".repeat(99) + "\n").repeat(100_000));

        assertThat(inspection.findingsByCode())
                .containsEntry(FindingCode.MAIL_CONTINUED, 10_486L)
                .containsEntry(FindingCode.MALFORMED_MAIL, 89_514L);
        assertThat(Accounted.lines(inspection)).isEqualTo(inspection.lines());
    }
}
