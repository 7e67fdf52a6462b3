package org.schemuse.importer.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.fixture.FindingText;
import org.schemuse.importer.fixture.Worlds;

/** The page about findings says what the program does; {@code -Dgolden.update=true} writes its second half anew. */
class FindingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "findings.md");
    private static final String GENERATED = "<!-- From here on the page is written by FindingsPageTest. -->\n";

    @Test
    void everyCodeIsExplained() throws IOException {
        String page = Files.readString(PAGE);

        for (FindingCode code : FindingCode.values()) {
            String row = "| `" + code + "` | " + word(code.severity()) + " | " + word(code.effect()) + " | "
                    + word(code.owner()) + " | " + code.meaning() + " | ";
            assertThat(page).as("the row of %s", code).contains(row);
            int done = page.indexOf(row) + row.length();
            assertThat(page.substring(done, page.indexOf('\n', done)))
                    .as("what is done about %s", code)
                    .endsWith(" |")
                    .hasSizeGreaterThan(10);
        }
        assertThat(page.lines().filter(line -> line.startsWith("| `"))).hasSize(FindingCode.values().length);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void theFindingsOfTheBrokenSampleAreThoseOfThePage() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains(GENERATED);
        String byHand = page.substring(0, page.indexOf(GENERATED) + GENERATED.length());
        Inspection inspection = Worlds.inspect(Worlds.brokenHarbour());
        String expected = byHand
                + inspection.findings().stream().map(FindingsPageTest::shown).collect(Collectors.joining("", "\n", ""));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(expected);
        assertThat(inspection.importable()).isTrue();
    }

    private static String shown(Finding finding) {
        return "    " + FindingText.of(finding) + "\n";
    }

    @Test
    void theBrokenSampleShowsWhatAnImportableDumpCanShow() throws IOException {
        assertThat(Worlds.inspect(Worlds.brokenHarbour()).findingsByCode().keySet())
                .as("the others cut a dump short, or change all of it")
                .containsAll(java.util.EnumSet.complementOf(java.util.EnumSet.of(
                        FindingCode.TRUNCATED_FILE,
                        FindingCode.MISSING_END_LINE,
                        FindingCode.CRLF_LINE_ENDS,
                        FindingCode.BAD_ENCODING)));
    }

    @Test
    void theWholeSampleHasNoFinding() throws IOException {
        assertThat(Worlds.inspect(Worlds.harbour()).findings()).isEmpty();
    }
}
