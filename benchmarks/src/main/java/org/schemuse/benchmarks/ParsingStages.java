package org.schemuse.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.schemuse.importer.GenerateService;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.MudFormats;
import org.schemuse.importer.mud.format.WorldReader;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.mud.row.RowEncoder;
import org.schemuse.importer.mud.row.WorldTable;
import org.schemuse.importer.mud.row.UserRows;
import org.schemuse.importer.source.ContentDigest;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.source.LineReader;
import org.schemuse.importer.mud.world.World;

/** The stages that {@link ParsingBenchmark} measures. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ParsingStages {
    static final int OBJECTS = 20_000;

    private static final int OBJECTS_A_BATCH = 2000;

    private final byte[] dump = dump();
    private final Dump muse = MudFormats.all().detect(dump);
    private final UserRows users = new UserRows(null);
    private final Batch batch = WorldTable.batch();
    private World world;

    static byte[] dump() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            GenerateService.generate(OBJECTS, 1, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    @Setup
    public void readWorld() throws IOException {
        try (DumpSource source = DumpSource.of("-", new ByteArrayInputStream(dump))) {
            world = new WorldReader(muse, source, null, new Findings(), read -> {})
                    .read()
                    .world();
        }
    }

    @Benchmark
    public long lines() throws IOException {
        try (LineReader lines = new LineReader(new ByteArrayInputStream(dump), null)) {
            long total = 0;
            while (lines.next()) {
                total += lines.end() - lines.start();
            }
            return total;
        }
    }

    /** Lines, with the SHA-256 of the bytes and the check whether they are UTF-8. */
    @Benchmark
    public long linesAndCensus() throws IOException {
        ContentDigest digest = new ContentDigest();
        try (LineReader lines = new LineReader(new ByteArrayInputStream(dump), digest)) {
            while (lines.next()) {
                // The lines themselves are not wanted.
            }
        }
        return digest.bytes();
    }

    @Benchmark
    public long records() throws IOException {
        long values = 0;
        try (DumpReader reader = muse.read(new ByteArrayInputStream(dump), null, new Findings())) {
            for (RawRecord record = reader.next(); record != null; record = reader.next()) {
                values += record instanceof RawRecord.Entry entry
                        ? entry.meaning().attributes().size()
                        : 0;
            }
        }
        return values;
    }

    /** Records, and their rows as they are sent to PostgreSQL. */
    @Benchmark
    public long rows() throws IOException {
        RowEncoder encoder = new RowEncoder(world, "vibemuse", users, Instant.EPOCH);
        encoder.fill(batch.begin(0, 0));
        long rows = 0;
        try (DumpReader reader = muse.read(new ByteArrayInputStream(dump), null, new Findings())) {
            for (RawRecord record = reader.next(); record != null; record = reader.next()) {
                encoder.add(record);
                if (batch.records() == OBJECTS_A_BATCH) {
                    rows += batch.rowCount();
                    batch.begin(0, 0);
                }
            }
        }
        while (users.size() > 0) {
            users.moveTo(batch);
        }
        return rows + batch.rowCount();
    }
}
