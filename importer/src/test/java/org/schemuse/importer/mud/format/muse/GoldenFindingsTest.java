package org.schemuse.importer.mud.format.muse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.fixture.Accounted;
import org.schemuse.importer.fixture.FindingText;
import org.schemuse.importer.fixture.GoldenFiles;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.mud.format.SectionTotals;
import org.schemuse.importer.source.DumpSource;

/** Everything that can be wrong with a dump: {@code dumps/err/*.mdb}, and beside each what is found in it. */
class GoldenFindingsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("err", ".findings");

    @TempDir
    private Path folder;

    static List<Path> dumps() throws IOException {
        return GOLDEN.dumps();
    }

    @Test
    void noGoldenFileIsWithoutDump() throws IOException {
        GOLDEN.failOnOrphans();
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void problemsAreThoseOfTheGoldenFile(Path dump) throws IOException {
        GOLDEN.check(
                dump,
                Worlds.inspect(dump).findings().stream()
                        .map(finding -> FindingText.of(finding) + "\n")
                        .collect(Collectors.joining()));
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void everyLineAndByteIsAccountedFor(Path dump) throws IOException {
        byte[] bytes = Files.readAllBytes(dump);

        Inspection inspection = Worlds.inspect(dump);

        assertThat(inspection.findings()).isNotEmpty();
        assertThat(Accounted.bytes(inspection)).isEqualTo(bytes.length);
        assertThat(Accounted.lines(inspection)).isEqualTo(Accounted.linesOf(bytes));
        if (inspection.sections().containsKey(SectionTotals.Section.SKIPPED)) {
            assertThat(inspection.lostOrChangedSomething()).isTrue();
        }
    }

    @Test
    void everyCodeIsFoundSomewhere() throws IOException {
        Set<FindingCode> found = EnumSet.noneOf(FindingCode.class);
        for (Path dump : GOLDEN.dumps()) {
            found.addAll(Worlds.inspect(dump).findingsByCode().keySet());
        }
        found.add(FindingCode.BAD_ENCODING); // below: it takes a charset that somebody asks for

        assertThat(found).containsExactlyInAnyOrder(FindingCode.values());
    }

    @Test
    void bytesThatAreNoneOfTheCharsetAskedForAreFound() throws IOException {
        Path latin = new GoldenFiles("ok", ".records").dump("every-byte-is-a-character");

        assertThat(findings(latin, StandardCharsets.UTF_8))
                .extracting(FindingText::of)
                .containsExactly("BAD_ENCODING at the file | expected valid UTF-8 | found byte 18 is none"
                        + " | stored U+FFFD for what is no character");
        assertThat(findings(latin, StandardCharsets.US_ASCII))
                .extracting(Finding::code)
                .containsExactly(FindingCode.BAD_ENCODING);
        assertThat(findings(latin, Charset.forName("windows-1252"))).isEmpty();
        assertThat(findings(latin, StandardCharsets.ISO_8859_1)).isEmpty();
    }

    @Test
    void aDumpCutInTheMiddleOfACharacterIsStillUtf8() throws IOException {
        byte[] whole = Files.readAllBytes(new GoldenFiles("ok", ".records").dump("utf-8"));
        int umlaut = new String(whole, StandardCharsets.ISO_8859_1).indexOf("Zo\u00c3") + 3;
        Path cut = Files.write(folder.resolve("cut.mdb"), java.util.Arrays.copyOf(whole, umlaut));

        Inspection inspection = Worlds.inspect(cut);

        assertThat(inspection.charset()).isEqualTo("UTF-8");
        assertThat(inspection.findingsByCode())
                .containsOnlyKeys(
                        FindingCode.BAD_ENCODING,
                        FindingCode.TRUNCATED_FILE,
                        FindingCode.WRONG_COUNT,
                        FindingCode.DANGLING_REFERENCE);
        assertThat(inspection.importable()).isFalse();
    }

    private static List<Finding> findings(Path dump, Charset charset) throws IOException {
        ImportRequest request = new ImportRequest(charset, false, false, ImportRequest.PasswordMode.LOCK, 3, "test");
        try (DumpSource source = Worlds.source(dump)) {
            return new ImportService(request, ImportListener.SILENT)
                    .inspect(source)
                    .findings();
        }
    }

    @Test
    void noPasswordIsQuoted() throws IOException {
        for (Path dump : GOLDEN.dumps()) {
            assertThat(Worlds.inspect(dump).findings().toString())
                    .as("%s", dump)
                    .doesNotContain("oakum", "hemp", "sesame");
        }
    }
}
