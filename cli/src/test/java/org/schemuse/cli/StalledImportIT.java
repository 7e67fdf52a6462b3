package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.cli.connect.StallIT;
import org.schemuse.importer.GenerateService;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.TestDatabase;

/** An import whose connections stall ends, says why, and leaves a world that the next command takes care of. */
class StalledImportIT {
    @TempDir
    private Path folder;

    @Test
    void anImportEndsAndSaysWhy() throws Exception {
        Path dump = folder.resolve("world.mdb");
        try (OutputStream out = Files.newOutputStream(dump)) {
            GenerateService.generate(20_000, 1, out);
        }
        try (TestDatabase database = Prepared.vibemuse();
                StallIT.Proxy proxy = new StallIT.Proxy(database.host(), database.port())) {
            Map<String, String> direct = Connecting.to(database);
            Map<String, String> through = new HashMap<>(direct);
            through.put("PGHOST", "127.0.0.1");
            through.put("PGPORT", Integer.toString(proxy.port()));
            CompletableFuture<Void> stalling = CompletableFuture.runAsync(() -> {
                awaitBatches(database);
                proxy.stall();
            });

            Ran ran = Ran.here(
                    folder,
                    through,
                    "import",
                    dump.toString(),
                    "--passwords",
                    "lock",
                    "--batch-size",
                    "50",
                    "--network-timeout",
                    "2s");
            stalling.join();

            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(4);
            assertThat(ran.err()).contains("has stalled: nothing came for").doesNotContain("\tat ");
            // The server still has the sessions of the silent client; a person ends them.
            assertThat(Ran.here(folder, direct, "locks", "--release", "--yes").exitCode())
                    .isZero();
            Ran again = Ran.here(folder, direct, "import", dump.toString(), "--passwords", "lock");
            assertThat(again.exitCode()).as(again.err()).isLessThan(2);
            assertThat(database.number("SELECT count(*) FROM vibemuse.legacy_objects"))
                    .isEqualTo(20_000);
        }
    }

    private static void awaitBatches(TestDatabase database) {
        try {
            Await.until(
                    "three batches are loaded",
                    () -> database.number("SELECT count(*) FROM vibemuse.import_batches") >= 3);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
