package org.schemuse.importer.mud.format.muse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.importer.Inspection;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.fixture.Accounted;
import org.schemuse.importer.fixture.GoldenFiles;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.SectionTotals;
import org.schemuse.importer.source.ContentDigest;

/** Every layout there is, read as it should be: {@code dumps/ok/*.mdb}, and beside each the records in it. */
class GoldenRecordsTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("ok", ".records");

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
    void recordsAreThoseOfTheGoldenFile(Path dump) throws IOException {
        GOLDEN.check(dump, records(Files.readAllBytes(dump), Integer.MAX_VALUE, true));
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void recordsDoNotDependOnHowTheBytesArrive(Path dump) throws IOException {
        byte[] bytes = Files.readAllBytes(dump);

        String atOnce = records(bytes, Integer.MAX_VALUE, true);

        assertThat(records(bytes, 1, true)).isEqualTo(atOnce);
        assertThat(records(bytes, 7, true)).isEqualTo(atOnce);
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void carriageReturnsChangeNothingButAreFound(Path dump) throws IOException {
        byte[] bytes = Files.readAllBytes(dump);
        byte[] crlf = withCarriageReturns(bytes, 0);

        assertThat(records(crlf, Integer.MAX_VALUE, false)).isEqualTo(records(bytes, Integer.MAX_VALUE, false));
        assertThat(inspect(crlf).findingsByCode()).containsOnlyKeys(FindingCode.CRLF_LINE_ENDS);
    }

    /** An editor may have left the first line as it was. */
    @ParameterizedTest
    @MethodSource("dumps")
    void carriageReturnsFromTheSecondLineOnAreFoundToo(Path dump) throws IOException {
        byte[] bytes = Files.readAllBytes(dump);
        byte[] crlf = withCarriageReturns(bytes, 1);

        assertThat(records(crlf, Integer.MAX_VALUE, false)).isEqualTo(records(bytes, Integer.MAX_VALUE, false));
        assertThat(inspect(crlf).findingsByCode()).containsOnlyKeys(FindingCode.CRLF_LINE_ENDS);
    }

    private static byte[] withCarriageReturns(byte[] bytes, int linesWithout) {
        ByteArrayOutputStream crlf = new ByteArrayOutputStream();
        int line = 0;
        for (byte b : bytes) {
            if (b == '\n' && line++ >= linesWithout) {
                crlf.write('\r');
            }
            crlf.write(b);
        }
        return crlf.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void nothingIsFoundAndEveryLineAndByteIsAccountedFor(Path dump) throws IOException {
        byte[] bytes = Files.readAllBytes(dump);

        Inspection inspection = inspect(bytes);

        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.importable()).isTrue();
        assertThat(Accounted.bytes(inspection)).isEqualTo(bytes.length);
        assertThat(Accounted.lines(inspection)).isEqualTo(Accounted.linesOf(bytes));
        assertThat(inspection.sections()).doesNotContainKey(SectionTotals.Section.SKIPPED);
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void gzipIsReadAsWhatIsInIt(Path dump) throws IOException {
        byte[] bytes = Files.readAllBytes(dump);
        Path file = folder.resolve("world.gz");
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(bytes);
        }

        Inspection packed = Worlds.inspect(file);
        Inspection plain = inspect(bytes);

        assertThat(packed.sha256()).isEqualTo(plain.sha256());
        assertThat(packed.counts()).isEqualTo(plain.counts());
        assertThat(packed.layout()).isEqualTo(plain.layout());
        assertThat(packed.findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dumps")
    void whatWasReadCanBeWrittenByteForByte(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Dump dump = settled(bytes);
        ByteArrayOutputStream written = new ByteArrayOutputStream();

        try (DumpReader reader = dump.read(new ByteArrayInputStream(bytes), null, new Findings());
                DumpWriter writer = dump.write(written)) {
            for (RawRecord record = reader.next(); record != null; record = reader.next()) {
                writer.write(record);
            }
        }

        assertThat(written.toString(StandardCharsets.ISO_8859_1))
                .isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private Inspection inspect(byte[] bytes) throws IOException {
        return Worlds.inspect(Files.write(folder.resolve("world.mdb"), bytes));
    }

    private static Dump settled(byte[] bytes) throws IOException {
        Dump dump = new MuseFormat().recognise(bytes).orElseThrow();
        try (DumpReader reader = dump.read(new ByteArrayInputStream(bytes), null, new Findings())) {
            while (reader.next() != null) {
                // Only the end tells how most of the mail is laid out.
            }
            return dump.asReadBy(reader);
        }
    }

    static String records(byte[] bytes, int chunk, boolean positions) throws IOException {
        Dump dump = settled(bytes);
        RecordText text = new RecordText((MuseDialect) dump.rules(), positions);
        ContentDigest digest = new ContentDigest();
        try (DumpReader reader = dump.read(new Chunks(bytes, chunk), digest, new Findings())) {
            for (RawRecord record = reader.next(); record != null; record = reader.next()) {
                text.add(record);
            }
        }
        return dump.rules().dialect() + ", " + dump.layout() + "; " + digest.charset() + "\n" + text;
    }

    /** A stream that never gives more than so many bytes at once. */
    private static final class Chunks extends FilterInputStream {
        private final int most;

        Chunks(byte[] bytes, int most) {
            super(new ByteArrayInputStream(bytes));
            this.most = most;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, most));
        }
    }
}
