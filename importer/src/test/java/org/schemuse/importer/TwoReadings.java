package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.Accounted;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.muse.RecordText;
import org.schemuse.importer.mud.row.RowEncoder;
import org.schemuse.importer.mud.row.UserRows;
import org.schemuse.importer.mud.row.WorldTable;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.source.Text;

/** What an import does with any bytes before it comes to a database, and what must hold of that whatever they are. */
final class TwoReadings {
    /** A dump of some kilobytes takes one to three; the bound leaves room for buffers that double. */
    private static final long MOST_BYTES_ALLOCATED = 32L << 20;

    /** What is said of the file as a whole, and so has no line. */
    private static final Set<FindingCode> OF_THE_FILE = EnumSet.of(FindingCode.DBREF_GAP, FindingCode.BAD_ENCODING);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private TwoReadings() {}

    /** Reads a damaged dump twice, as an import does; {@code null} if it is refused. */
    static Inspection of(Path file, byte[] damaged, String called) throws IOException {
        Files.write(file, damaged);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Inspection inspection = read(file, damaged, called);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated >= MOST_BYTES_ALLOCATED) {
            // The first reading of all also loads classes, which a fuzzer rewrites as they come. It does so once.
            before = THREADS.getCurrentThreadAllocatedBytes();
            read(file, damaged, called);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).as("bytes allocated for %s", called).isLessThan(MOST_BYTES_ALLOCATED);
        return inspection;
    }

    private static Inspection read(Path file, byte[] damaged, String called) throws IOException {
        try (DumpSource source = Worlds.source(file)) {
            DumpFile read = DumpFile.read(source, Worlds.request(), ImportListener.SILENT);
            Map<WorldTable, Long> rows = rows(read);
            Inspection inspection = read.inspection();
            check(inspection, rows, damaged, called);
            return inspection;
        } catch (UnusableDumpException refusal) {
            assertThat(refusal.getMessage()).contains(file.getFileName() + ": ");
            return null;
        } catch (RuntimeException e) {
            throw new AssertionError(called + ": " + RecordText.quoted(text(damaged)), e);
        }
    }

    /** The second reading, as far as COPY. */
    private static Map<WorldTable, Long> rows(DumpFile read) throws IOException {
        Batch batch = WorldTable.batch().begin(0, 0);
        UserRows users = new UserRows(null);
        RowEncoder encoder = new RowEncoder(read.world(), "world", users, Instant.EPOCH);
        encoder.fill(batch);
        try (InputStream bytes = read.source().open();
                DumpReader reader = read.dump().read(bytes, null, new Findings())) {
            for (RawRecord record = reader.next(); record != null; record = reader.next()) {
                encoder.add(record);
            }
        }
        encoder.addChannels();
        while (users.size() > 0) {
            users.moveTo(batch);
        }
        List<WorldTable> tables = List.of(WorldTable.values());
        Map<WorldTable, Long> rows = new EnumMap<>(WorldTable.class);
        batch.filled().forEach((table, copy) -> rows.put(tables.get(table), copy.rows()));
        return rows;
    }

    private static void check(Inspection inspection, Map<WorldTable, Long> rows, byte[] damaged, String called) {
        assertThat(Accounted.bytes(inspection)).as("bytes of %s", called).isEqualTo(damaged.length);
        assertThat(Accounted.lines(inspection)).as("lines of %s", called).isEqualTo(Accounted.linesOf(damaged));
        assertThat(rows.getOrDefault(WorldTable.OBJECTS, 0L))
                .as("objects of %s", called)
                .isEqualTo(inspection.counts().liveObjects());
        assertThat(rows.getOrDefault(WorldTable.MESSAGES, 0L))
                .as("mail of %s", called)
                .isEqualTo(inspection.counts().mail());
        assertThat(inspection.findings())
                .as("findings of %s", called)
                .allSatisfy(finding -> assertThat(finding.position() != null || OF_THE_FILE.contains(finding.code()))
                        .as("the place of %s", finding)
                        .isTrue());
    }

    private static Text text(byte[] bytes) {
        return new Text(bytes, 0, bytes.length);
    }
}
