package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.StageClock;
import org.schemuse.importer.mud.generate.Traits;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;

/** The stages of an import are the whole of its time. */
class StagesIT {
    @TempDir
    private Path folder;

    @Test
    void theStagesOfAnImportAddUpToItsWholeTime() throws Exception {
        Path dump = folder.resolve("world.mdb");
        try (OutputStream out = Files.newOutputStream(dump)) {
            GenerateService.generate(300, 3, new Traits(25, 0, 5), out);
        }
        // A time that only the clock asks for: what it books is then exactly what has passed.
        AtomicLong time = new AtomicLong(1_000);
        try (TestDatabase database = Worlds.database();
                DumpSource source = Worlds.source(dump)) {
            ImportReport report = new ImportService(ImportRequest.usual("test"), ImportListener.SILENT)
                    .timedBy(StageClock.starting("start", () -> time.addAndGet(7_000_000)))
                    .run(source, database::dataSource, "vibemuse");

            Duration whole = Duration.ofNanos(time.get() - 1_000 - 7_000_000);
            assertThat(report.took()).isEqualTo(whole);
            assertThat(report.stages().values().stream().reduce(Duration.ZERO, Duration::plus))
                    .isEqualTo(whole);
            assertThat(report.stages().keySet())
                    .containsExactly(
                            "start",
                            "read",
                            "connect",
                            "prepare",
                            "load",
                            "passwords",
                            "indexes",
                            "foreignKeys",
                            "analyze",
                            "verification",
                            "report");
            assertThat(report.stages().values()).allMatch(stage -> stage.compareTo(Duration.ZERO) > 0);
        }
    }
}
