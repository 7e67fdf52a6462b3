package org.schemuse.importer.mud.format.muse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.fixture.FindingText;
import org.schemuse.importer.fixture.GoldenFiles;
import org.schemuse.importer.fixture.Worlds;

/**
 * What the original server does wrong when it loads a dump, and what is done here instead. The numbers are those of the
 * list of such inputs in the format's description ({@code docs/formats/tinymuse.md}).
 */
class OriginalLoaderTest {
    private static final String HEADER = "@15\n0\n0\n~2\n";
    private static final String ROOM = "&0\nHall\n0\n-1\n1\n-1\n-1\n-1\n1\n0\n1\n1\n<\n0\n0\n\\\n";
    private static final String HOST = "&1\nHost\n0\n-1\n-1\n-1\n0\n-1\n1\n8\n1\n1\n10/0\n>5\n-1\noakum\n<\n0\n0\n\\\n";
    private static final String END = "***END OF DUMP***\n";
    private static final String WORLD = HEADER + ROOM + HOST + END;

    @TempDir
    private Path folder;

    private Inspection inspect(String dump) throws IOException {
        return Worlds.inspect(Worlds.write(folder, dump));
    }

    private String records(String dump) throws IOException {
        return GoldenRecordsTest.records(dump.getBytes(StandardCharsets.ISO_8859_1), 1 << 20, false);
    }

    private static Path ok(String name) {
        return new GoldenFiles("ok", ".records").dump(name);
    }

    private static Path err(String name) {
        return new GoldenFiles("err", ".findings").dump(name);
    }

    private static String ok(Path dump) throws IOException {
        return Files.readString(dump, StandardCharsets.ISO_8859_1);
    }

    @Test
    void every23InputsHaveATest() {
        List<String> tests = java.util.Arrays.stream(OriginalLoaderTest.class.getDeclaredMethods())
                .map(java.lang.reflect.Method::getName)
                .toList();

        assertThat(IntStream.rangeClosed(1, 23))
                .allSatisfy(row -> assertThat(tests).anyMatch(test -> test.endsWith("_" + row)));
    }

    @Test
    void moreThan121ObjectsAreRead_1() throws IOException {
        assertThat(Worlds.inspect(ok("more-than-121-objects")).counts().liveObjects())
                .isEqualTo(130);
    }

    @Test
    void selfAndForwardReferencesResolve_2() throws IOException {
        Inspection inspection = Worlds.inspect(ok("tinymuse-15"));

        assertThat(inspection.counts().userDefinedValues()).isEqualTo(7);
        assertThat(inspection.counts().keptByOriginal()).isEqualTo(4);
        assertThat(inspection.findings()).isEmpty();
    }

    @Test
    void anIndexBeyondTheDefinitionsIsAFinding_3() throws IOException {
        assertThat(Worlds.inspect(err("index-without-definition")).findingsByCode())
                .containsEntry(FindingCode.ATTRIBUTE_INDEX_WITHOUT_DEFINITION, 5L);
    }

    @Test
    void definitionFlagsAbove8191DoNotShiftTheOthers_4() throws IOException {
        String records = records(ok(ok("demuse-14")));

        assertThat(records).contains("/16448 [inherit, haven] of 8 \"flame\"", "/8192 [time] of 8 \"since\"");
        assertThat(records).contains(">1 of 8 \"852076800\"");
    }

    @Test
    void aLineLongerThan1040BytesIsOneText_5() throws IOException {
        String text = "x".repeat(5000);
        String dump = WORLD.replace("oakum", text);

        assertThat(records(dump)).contains('"' + text + '"');
        assertThat(inspect(dump).findingsByCode()).containsOnlyKeys(FindingCode.LINE_TOO_LONG);
    }

    @Test
    void byte0xFfIsACharacterLikeOthers_6() throws IOException {
        assertThat(records(ok(ok("every-byte-is-a-character")))).contains("\"\\xff\\xfe \\xa9 \\x80\"");
    }

    @Test
    void carriageReturnsAreTakenAway_7() throws IOException {
        String crlf = WORLD.replace("\n", "\r\n");

        assertThat(records(crlf)).isEqualTo(records(WORLD));
        assertThat(inspect(crlf).findingsByCode()).containsOnlyKeys(FindingCode.CRLF_LINE_ENDS);
    }

    @Test
    void aNegativeListLengthIsNone_8() throws IOException {
        String dump = WORLD.replace("<\n0\n0\n\\\n&1", "<\n-3\n0\n\\\n&1");

        assertThat(records(dump)).isEqualTo(records(WORLD));
        assertThat(inspect(dump).findingsByCode()).containsOnlyKeys(FindingCode.WRONG_COUNT);
    }

    @Test
    void numbersAreReadAsAtoiReadsThemButNotSilently_9() throws IOException {
        String dump = WORLD.replace("Host\n0\n-1\n", "Host\n 0abc\n -1zz\n");

        assertThat(records(dump)).isEqualTo(records(WORLD));
        assertThat(inspect(dump).findingsByCode()).containsEntry(FindingCode.BAD_INTEGER, 2L);
        assertThat(inspect(WORLD.replace("Host\n0\n", "Host\n\n")).findingsByCode())
                .containsEntry(FindingCode.BAD_INTEGER, 1L);
    }

    @Test
    void theEndInsideANumberIsTruncation_10() throws IOException {
        assertThat(inspect(WORLD.substring(0, WORLD.indexOf("oakum") - 3)).findingsByCode())
                .containsKey(FindingCode.TRUNCATED_FILE);
    }

    @Test
    void aGapIsAFindingAndNoObject_11() throws IOException {
        Inspection inspection = inspect(WORLD.replace("&1\n", "&4\n").replace("~2", "~5"));

        assertThat(inspection.findingsByCode()).containsEntry(FindingCode.DBREF_GAP, 1L);
        assertThat(inspection.counts().liveObjects()).isEqualTo(2);
    }

    @Test
    void theLaterOfTwoRecordsCountsAsAWhole_12() throws IOException {
        Inspection inspection = Worlds.inspect(err("duplicate-dbref"));

        assertThat(inspection.findingsByCode()).containsEntry(FindingCode.DUPLICATE_DBREF, 1L);
        assertThat(inspection.counts().liveObjects()).isEqualTo(4);
        assertThat(inspection.counts().definitions()).isZero();
    }

    @Test
    void bothOfTwoValuesAreKept_13() throws IOException {
        Inspection inspection = Worlds.inspect(err("duplicate-attributes"));

        assertThat(inspection.findingsByCode()).containsEntry(FindingCode.DUPLICATE_ATTRIBUTE, 3L);
        assertThat(inspection.counts().values()).isEqualTo(6);
    }

    @Test
    void anEmptyValueIsAValue_14() throws IOException {
        Inspection inspection = inspect(WORLD.replace(">5\n", ">6\n-1\n\n>5\n"));

        assertThat(inspection.counts().values()).isEqualTo(2);
        assertThat(inspection.findings()).isEmpty();
    }

    @Test
    void aMissingEndLineIsAFindingAndAMissingLineFeedBehindItIsNone_15() throws IOException {
        assertThat(inspect(HEADER + ROOM + HOST).findingsByCode()).containsOnlyKeys(FindingCode.MISSING_END_LINE);
        assertThat(inspect(WORLD.strip()).findings()).isEmpty();
    }

    @Test
    void theObjectCountIsNotNeeded_16() throws IOException {
        Inspection inspection = inspect(ok(ok("more-than-121-objects")).replaceFirst("~[0-9]+\n", ""));

        assertThat(inspection.counts().liveObjects()).isEqualTo(130);
        assertThat(inspection.findings()).isEmpty();
    }

    @Test
    void valuesParentsAndDefinitionsStandInTheOrderOfTheDump_17() throws IOException {
        String dump = WORLD.replace(">5\n", ">6\n-1\nsix\n>4\n-1\nfour\n>5\n")
                .replace("oakum\n<\n0\n0\n", "oakum\n<\n2\n1\n0\n0\n/64\n1\nsecond\n/64\n1\nfirst\n");

        assertThat(records(dump)).containsSubsequence(">6 of", ">4 of", ">5 of", "parents [1, 0]", "second", "first");
    }

    @Test
    void aLevelOfDotAndDigitIsANo_18() throws IOException {
        assertThat(records(WORLD.replace("10/0", "10/7/.1/8/y/0"))).contains("may Examine yes; unknown []");
    }

    @Test
    void aPlayerWithoutANameIsReadAndNamedByNumber_19() throws IOException {
        Inspection inspection = inspect(WORLD.replace("Host", ""));

        assertThat(inspection.counts().players()).isEqualTo(1);
        assertThat(inspection.findings())
                .extracting(FindingText::of)
                .containsExactly(
                        "NAME_EMPTY at line 21, byte 51, #1, name | expected a name | found none | named '#1'");
    }

    @Test
    void aPlayerNameMayHaveSpaces_20() throws IOException {
        assertThat(inspect(WORLD.replace("Host", "Host of the Hall")).findings())
                .isEmpty();
    }

    @Test
    void exitAliasesStayInTheRawName_21() throws IOException {
        assertThat(records(ok(ok("tinymuse-15")))).contains("NAME \"Boat;boat;b\"");
    }

    @Test
    void colourCodesAreText_22() throws IOException {
        assertThat(records(WORLD.replace("oakum", "|RED,BLINK|x|"))).contains("\"|RED,BLINK|x|\"");
        assertThat(records(ok(ok("demuse-14")))).contains("NAME \"Landing\"", "COLOURED_NAME \"|G!+Landing|\"");
    }

    @Test
    void aPlayerWhoWasConnectedIsReadAsSuch_23() throws IOException {
        assertThat(records(ok(ok("tinymuse-15")))).contains("flags [CONNECT], unknown 0x0");
        assertThat(inspect(WORLD.replace("\n8\n", "\n2097160\n")).findings()).isEmpty();
    }
}
