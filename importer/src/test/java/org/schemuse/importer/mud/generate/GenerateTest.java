package org.schemuse.importer.mud.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.GenerateService;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.muse.MuseFormat;

/** Generated worlds are whole, and what is read can be written again byte for byte. */
class GenerateTest {
    @TempDir
    private Path folder;

    private static byte[] generated(int objects, long seed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GenerateService.generate(objects, seed, out);
        return out.toByteArray();
    }

    @Test
    void theSameNumbersGiveTheSameWorld() throws IOException {
        assertThat(generated(500, 7)).isEqualTo(generated(500, 7)).isNotEqualTo(generated(500, 8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 43, 2_000})
    void everythingInAGeneratedWorldFitsTogether(int objects) throws IOException {
        Path dump = Files.write(folder.resolve("world.mdb"), generated(objects, 1));

        Inspection inspection = Worlds.inspect(dump);

        assertThat(inspection.findingsByCode()).isEmpty();
        assertThat(inspection.counts().liveObjects() + inspection.counts().garbage())
                .isEqualTo(Math.max(2, objects));
    }

    @Test
    void aGeneratedWorldHasWhatMakesImportsHard() throws IOException {
        Path dump = Files.write(folder.resolve("world.mdb"), generated(2_000, 1));

        Inspection inspection = Worlds.inspect(dump);

        assertThat(inspection.charset()).isEqualTo("ISO-8859-1");
        assertThat(inspection.counts().garbage()).isPositive();
        assertThat(inspection.counts().mail()).isPositive();
        assertThat(inspection.counts().userDefinedValues())
                .isGreaterThan(inspection.counts().keptByOriginal());
        assertThat(Files.readAllBytes(dump)).contains(0x15, 0x1b, 0xe9);
    }

    private static byte[] generated(int objects, Traits traits) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GenerateService.generate(objects, 1, traits, out);
        return out.toByteArray();
    }

    @Test
    void soManyObjectsOfAHundredHaveOneFindingEach() throws IOException {
        byte[] world = generated(4_000, new Traits(25, 0, 0));
        Inspection inspection = Worlds.inspect(Files.write(folder.resolve("world.mdb"), world));

        Map<String, Long> found =
                inspection.findings().stream().collect(Collectors.groupingBy(Finding::subject, Collectors.counting()));
        assertThat(found.values()).allMatch(number -> number == 1);
        assertThat(found.size()).isBetween(900, 1_100);
        assertThat(inspection.findingsByCode().keySet())
                .containsExactlyInAnyOrder(
                        FindingCode.UNKNOWN_ATTRIBUTE_NUMBER,
                        FindingCode.ATTRIBUTE_INDEX_WITHOUT_DEFINITION,
                        FindingCode.DUPLICATE_ATTRIBUTE,
                        FindingCode.BAD_LOCK,
                        FindingCode.DANGLING_REFERENCE,
                        FindingCode.UNKNOWN_FLAG_BITS);
        assertThat(world).isEqualTo(generated(4_000, new Traits(25, 0, 0)));
    }

    @Test
    void manyDefinitionsFitTogetherToo() throws IOException {
        byte[] world = generated(4_000, new Traits(0, 0, 20));
        Inspection inspection = Worlds.inspect(Files.write(folder.resolve("world.mdb"), world));

        assertThat(inspection.findingsByCode()).isEmpty();
        assertThat(inspection.counts().definitions()).isGreaterThan(4_000);
    }

    @Test
    void locksCanNamePlayers() throws IOException {
        byte[] bytes = generated(1_000, new Traits(0, 100, 0));
        String world = new String(bytes, StandardCharsets.ISO_8859_1);

        assertThat(Worlds.inspect(Files.write(folder.resolve("world.mdb"), bytes))
                        .findingsByCode())
                .isEmpty();

        assertThat(world.lines().filter(line -> line.matches("#\\d+&\\(!\\*Player\\d+\\|sex:f\\*\\)")))
                .hasSizeGreaterThan(900);
    }

    @Test
    void whatIsReadIsWrittenAgainByteForByte() throws IOException {
        assertThat(rewritten(generated(2_000, 3))).isEqualTo(generated(2_000, 3));
        byte[] harbour = Files.readAllBytes(Worlds.harbour());
        assertThat(rewritten(harbour)).isEqualTo(harbour);
        Optional<Path> shipped = Worlds.shipped();
        if (shipped.isPresent()) {
            byte[] bytes = Files.readAllBytes(shipped.get());
            assertThat(rewritten(bytes)).isEqualTo(bytes);
        }
    }

    private static byte[] rewritten(byte[] bytes) throws IOException {
        Dump dump = new MuseFormat().recognise(bytes).orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DumpReader reader = dump.read(new ByteArrayInputStream(bytes), null, new Findings());
                DumpWriter writer = dump.write(out)) {
            for (RawRecord record = reader.next(); record != null; record = reader.next()) {
                writer.write(record);
            }
        }
        return out.toByteArray();
    }
}
