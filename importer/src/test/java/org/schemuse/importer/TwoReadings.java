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
import java.util.Map;
import java.util.Set;
import org.schemuse.importer.dump.DumpReader;
import org.schemuse.importer.dump.DumpRecord;
import org.schemuse.importer.dump.Text;
import org.schemuse.importer.problem.ProblemCode;
import org.schemuse.importer.problem.Problems;
import org.schemuse.importer.problem.UnusableDump;
import org.schemuse.importer.row.Batch;
import org.schemuse.importer.row.RowEncoder;
import org.schemuse.importer.row.Table;
import org.schemuse.importer.row.UserRows;
import org.schemuse.importer.source.DumpSource;

/** What an import does with any bytes before it comes to a database, and what must hold of that whatever they are. */
final class TwoReadings {
    /** A dump of some kilobytes takes one to three; the bound leaves room for buffers that double. */
    private static final long MOST_BYTES_ALLOCATED = 32L << 20;

    /** What is said of the file as a whole, and so has no line. */
    private static final Set<ProblemCode> OF_THE_FILE = EnumSet.of(ProblemCode.DBREF_GAP, ProblemCode.BAD_ENCODING);

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
            Map<Table, Long> rows = rows(read);
            Inspection inspection = read.inspection();
            check(inspection, rows, damaged, called);
            return inspection;
        } catch (UnusableDump refusal) {
            assertThat(refusal.getMessage()).contains(file.getFileName() + ": ");
            return null;
        } catch (RuntimeException e) {
            throw new AssertionError(called + ": " + RecordText.quoted(text(damaged)), e);
        }
    }

    /** The second reading, as far as COPY. */
    private static Map<Table, Long> rows(DumpFile read) throws IOException {
        Batch batch = new Batch().begin(0, 0);
        UserRows users = new UserRows(null);
        RowEncoder encoder = new RowEncoder(read.world(), "world", users, Instant.EPOCH);
        encoder.fill(batch);
        try (InputStream bytes = read.source().open();
                DumpReader reader = read.world().dump().read(bytes, null, new Problems())) {
            for (DumpRecord record = reader.next(); record != null; record = reader.next()) {
                record.accept(encoder);
            }
        }
        encoder.addChannels();
        while (users.size() > 0) {
            users.moveTo(batch);
        }
        Map<Table, Long> rows = new EnumMap<>(Table.class);
        batch.filled().forEach((table, copy) -> rows.put(table, copy.rows()));
        return rows;
    }

    private static void check(Inspection inspection, Map<Table, Long> rows, byte[] damaged, String called) {
        assertThat(Accounted.bytes(inspection)).as("bytes of %s", called).isEqualTo(damaged.length);
        assertThat(Accounted.lines(inspection)).as("lines of %s", called).isEqualTo(Accounted.linesOf(damaged));
        assertThat(rows.getOrDefault(Table.OBJECTS, 0L))
                .as("objects of %s", called)
                .isEqualTo(inspection.counts().liveObjects());
        assertThat(rows.getOrDefault(Table.MESSAGES, 0L))
                .as("mail of %s", called)
                .isEqualTo(inspection.counts().mail());
        assertThat(inspection.findings())
                .as("findings of %s", called)
                .allSatisfy(problem -> assertThat(problem.position() != null || OF_THE_FILE.contains(problem.code()))
                        .as("the place of %s", problem)
                        .isTrue());
    }

    private static Text text(byte[] bytes) {
        return new Text(bytes, 0, bytes.length);
    }
}
