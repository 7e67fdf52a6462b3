package org.schemuse.importer.mud.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.Damage;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.WorldReader;
import org.schemuse.importer.mud.format.muse.MuseFormat;
import org.schemuse.importer.source.DumpSource;

/** Open references, kept until the end of a dump, come to the same as those that a further reading looks for. */
class OpenReferencesTest {
    private static final int VARIANTS = 500;

    @TempDir
    private Path folder;

    /** What is known of a dump. */
    private record Found(WorldCounts counts, List<Finding> findings) {}

    @Test
    void keptOnesAreThoseThatAFurtherReadingFinds() throws IOException {
        List<byte[]> originals = Worlds.everyDump();
        int open = 0;
        for (int seed = 0; seed < VARIANTS; seed++) {
            Random random = new Random(seed);
            byte[] dump = Damage.done(originals.get(random.nextInt(originals.size())), random);
            Optional<Found> lookedFor = read(dump, 0);
            assertThat(read(dump, OpenReferences.MOST))
                    .as("kept, seed %d", seed)
                    .isEqualTo(lookedFor);
            assertThat(read(dump, 4)).as("four kept at once, seed %d", seed).isEqualTo(lookedFor);
            open += lookedFor.filter(OpenReferencesTest::hasOpenReferences).isPresent() ? 1 : 0;
        }
        assertThat(open).isGreaterThan(VARIANTS / 10);
    }

    /** Every thing has the next one as a parent, and every fiftieth a value that nobody defines. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 13, 20, 100, OpenReferences.MOST})
    void roomIsMadeWhereReferencesWereSettled(int most) throws IOException {
        StringBuilder dump = new StringBuilder("@15\n250\n0\n~301\n");
        for (int dbref = 0; dbref < 300; dbref++) {
            String value = dbref % 50 == 0 ? ">7\n" + (dbref + 1) + "\nlost\n" : "";
            dump.append("&%d\nThing\n0\n-1\n-1\n-1\n-1\n-1\n1\n1\n0\n0\n%s<\n1\n%d\n0\n\\\n"
                    .formatted(dbref, value, dbref + 1));
        }
        byte[] bytes = dump.append("***END OF DUMP***\n").toString().getBytes(StandardCharsets.ISO_8859_1);

        Found found = read(bytes, most).orElseThrow();

        assertThat(found).isEqualTo(read(bytes, 0).orElseThrow());
        assertThat(found.findings())
                .filteredOn(finding -> finding.code() == FindingCode.ATTRIBUTE_INDEX_WITHOUT_DEFINITION)
                .hasSize(6);
        assertThat(found.findings())
                .filteredOn(finding -> "parents".equals(finding.field()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.found()).isEqualTo("#300"));
    }

    private static boolean hasOpenReferences(Found found) {
        return found.findings().stream()
                .anyMatch(finding -> finding.code() == FindingCode.ATTRIBUTE_INDEX_WITHOUT_DEFINITION
                        || "parents".equals(finding.field()));
    }

    private Optional<Found> read(byte[] bytes, int mostOpen) throws IOException {
        Optional<Dump> dump = new MuseFormat().recognise(bytes);
        if (dump.isEmpty()) {
            return Optional.empty();
        }
        Findings findings = new Findings();
        try (DumpSource source = Worlds.source(Files.write(folder.resolve("world.mdb"), bytes))) {
            World world = new WorldReader(dump.get(), source, null, findings, read -> {})
                    .keepingOpen(mostOpen)
                    .read()
                    .world();
            return Optional.of(new Found(world.counts(), findings.kept()));
        } catch (UnusableDumpException e) {
            return Optional.empty();
        }
    }
}
