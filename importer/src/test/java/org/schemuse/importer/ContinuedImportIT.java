package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.mud.generate.Traits;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.SchemaContents;
import org.schemuse.testsupport.TestDatabase;

/** An import that dies at any moment is continued by the next one, and the world is the same in the end. */
class ContinuedImportIT {
    private static final int BATCH = 50;

    @TempDir
    private Path folder;

    /** What the death of a process looks like from inside: nothing catches it, nothing is cleaned up. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Dies when it has heard of so much progress. */
    private static ImportListener dyingAfter(int steps) {
        return new ImportListener() {
            private int heard;

            @Override
            public void progress(Stage stage, long done, long total) {
                if (stage != Stage.READING && ++heard > steps) {
                    throw new Killed();
                }
            }
        };
    }

    private static ImportReport imported(Path dump, TestDatabase database, ImportListener listener) throws Exception {
        ImportRequest request = new ImportRequest(null, false, false, ImportRequest.PasswordMode.LOCK, BATCH, "test");
        try (DumpSource source = Worlds.source(dump)) {
            return new ImportService(request, listener).run(source, database::dataSource, "vibemuse");
        }
    }

    private static Map<String, String> contents(TestDatabase database) {
        return SchemaContents.of(database.dataSource(), "vibemuse", "import_", "audit_logs", "databasechangelog");
    }

    /** Every column; the id of the run is made of the name of the schema and the number of the run. */
    private static List<String> findings(TestDatabase database) {
        try (Handle sql = Jdbi.create(database.dataSource()).open()) {
            return sql.createQuery("SELECT p::text FROM vibemuse.import_findings p ORDER BY number")
                    .mapTo(String.class)
                    .list();
        }
    }

    private static long count(TestDatabase database, String query) {
        try (Handle sql = Jdbi.create(database.dataSource()).open()) {
            return sql.createQuery(query).mapTo(Long.class).one();
        }
    }

    @Test
    void whereverItDiesTheNextImportEndsInTheSameWorld() throws Exception {
        Path dump = folder.resolve("world.mdb");
        try (OutputStream out = Files.newOutputStream(dump)) {
            GenerateService.generate(1_500, 11, new Traits(100, 0, 5), out);
        }
        Map<String, String> undisturbed;
        List<String> findings;
        try (TestDatabase database = Worlds.database()) {
            ImportReport report = imported(dump, database, ImportListener.SILENT);
            undisturbed = contents(database);
            findings = findings(database);
            assertThat(findings).hasSameSizeAs(report.inspection().findings()).hasSizeGreaterThan(1_400);
        }
        SplittableRandom random = new SplittableRandom(4711);
        int continued = 0;
        for (int i = 0; i < 6; i++) {
            try (TestDatabase database = Worlds.database()) {
                continued += dieAndContinue(dump, database, random.nextInt(70)) > 0 ? 1 : 0;
                assertThat(contents(database)).isEqualTo(undisturbed);
                assertThat(findings(database)).isEqualTo(findings);
                assertThat(count(database, "SELECT count(*) FROM vibemuse.import_runs"))
                        .isEqualTo(1);
                assertThat(count(
                                database,
                                "SELECT count(*) FROM vibemuse.import_deferred_objects WHERE restored_at IS NULL"))
                        .isZero();
            }
        }
        assertThat(continued).as("imports that had batches to continue from").isPositive();
    }

    private static int dieAndContinue(Path dump, TestDatabase database, int steps) throws Exception {
        try {
            imported(dump, database, dyingAfter(steps));
        } catch (Killed e) {
            assertThat(count(database, "SELECT count(*) FROM vibemuse.import_runs WHERE state = 'running'"))
                    .isEqualTo(1);
        }
        return imported(dump, database, ImportListener.SILENT).continuedBatches();
    }

    @Test
    void anotherDumpDoesNotContinueWhatItDidNotBegin() throws Exception {
        try (TestDatabase database = Worlds.database()) {
            try {
                imported(Worlds.brokenHarbour(), database, dyingAfter(0));
            } catch (Killed e) {
                assertThat(count(database, "SELECT count(*) FROM vibemuse.import_batches"))
                        .isNotNegative();
            }
            ImportReport report = imported(Worlds.harbour(), database, ImportListener.SILENT);

            assertThat(report.continuedBatches()).isZero();
            assertThat(count(database, "SELECT count(*) FROM vibemuse.objects")).isEqualTo(13);
            assertThat(count(database, "SELECT count(*) FROM vibemuse.import_runs WHERE state = 'failed'"))
                    .isEqualTo(1);
        }
    }
}
