package org.schemuse.importer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.GenerateService;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.ImportRequest;
import org.schemuse.importer.ImportService;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.fixture.Line;
import org.schemuse.importer.fixture.SmallDisk;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.SchemaContents;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestServer;

/** Lines that are cut, disks that are full, statements that are cancelled: nothing is lost by it and nothing doubled. */
@Tag("once")
class ServerFaultsIT extends InstalledWorld {
    private static final int CUTS = 8;
    private static final int BATCH = 50;

    private Path dump(int objects) throws IOException {
        Path dump = folder.resolve("world.mdb");
        try (OutputStream out = Files.newOutputStream(dump)) {
            GenerateService.generate(objects, 17, out);
        }
        return dump;
    }

    private static ImportReport imported(Path dump, DataSource to, ImportListener listener) throws Exception {
        ImportRequest request = new ImportRequest(null, false, false, ImportRequest.PasswordMode.LOCK, BATCH, "test");
        try (DumpSource source = Worlds.source(dump)) {
            return new ImportService(request, listener).run(source, () -> to, "vibemuse");
        }
    }

    private static Map<String, String> contents(TestDatabase of) {
        return SchemaContents.of(of.dataSource(), "vibemuse", "import_", "audit_logs", "databasechangelog");
    }

    private void nothingIsMissing() {
        assertThat(count("SELECT count(*) FROM import_deferred_objects")).isZero();
        assertThat(count("SELECT count(*) FROM import_runs WHERE state = 'running'"))
                .isZero();
    }

    private void reset() {
        sql.execute("TRUNCATE import_runs, users, objects, legacy_objects, legacy_passwords, attribute_definitions,"
                + " channels, messages CASCADE");
    }

    private DataSource through(Line line) {
        return line.to(database);
    }

    @Test
    void whereverTheLineIsCutTheNextImportEndsInTheSameWorld() throws Exception {
        Path dump = dump(300);
        long up;
        try (Line whole = new Line(database.host(), database.port(), Long.MAX_VALUE)) {
            imported(dump, through(whole), ImportListener.SILENT);
            up = Long.MAX_VALUE - whole.left();
        }
        Map<String, String> undisturbed = contents(database);
        SplittableRandom random = new SplittableRandom(1994);
        for (int i = 0; i < CUTS; i++) {
            reset();
            try (Line line = new Line(database.host(), database.port(), random.nextLong(up))) {
                assertThatThrownBy(() -> imported(dump, through(line), ImportListener.SILENT))
                        .isInstanceOf(ImportRefusedException.class)
                        .hasMessageMatching(".*(the database|lost the connection).*");
                assertThat(line.cut()).isTrue();
            }
            awaitEndOfSessions();
            imported(dump, database.dataSource(), ImportListener.SILENT);
            assertThat(contents(database)).isEqualTo(undisturbed);
            nothingIsMissing();
        }
    }

    /** What a statement timeout does, and an administrator who has had enough. */
    @Test
    void aCancelledStatementEndsTheImportAndTheNextOneGoesThrough() throws Exception {
        Path dump = dump(1_500);
        ImportListener cancelled = new ImportListener() {
            @Override
            public void progress(Stage stage, long done, long total) {
                if (stage == Stage.LOADING) {
                    sql.createQuery("SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
                                    + " WHERE datname = current_database() AND query LIKE 'COPY%' AND state = 'active'")
                            .mapTo(Boolean.class)
                            .list();
                }
            }
        };

        while (true) {
            try {
                imported(dump, database.dataSource(), cancelled);
                reset(); // every cancellation came too late
            } catch (ImportRefusedException e) {
                assertThat(e).hasMessageContaining("cancel").hasMessageContaining("schemuse resume ");
                break;
            }
        }
        assertThat(text("SELECT state FROM import_runs")).isEqualTo("running");
        imported(dump, database.dataSource(), ImportListener.SILENT);
        assertThat(count("SELECT count(*) FROM objects")).isPositive();
        nothingIsMissing();
    }

    @Test
    void aFullDiskEndsTheImportAndWithRoomTheNextOneGoesThrough() throws Exception {
        TestServer server = TestServer.embedded(17);
        try (SmallDisk disk = SmallDisk.in(folder);
                TestDatabase elsewhere = server.cloneOf("full_disk", db -> Worlds.install(db, "vibemuse"))) {
            disk.take(server, elsewhere);
            Path dump = dump(5_000);
            assertThatThrownBy(() -> imported(dump, elsewhere.dataSource(), ImportListener.SILENT))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("free space on the server's disk; ")
                    .hasMessageContaining("continue with: schemuse resume");

            disk.grow();
            imported(dump, elsewhere.dataSource(), ImportListener.SILENT);
            imported(dump, database.dataSource(), ImportListener.SILENT);
            assertThat(contents(elsewhere)).isEqualTo(contents(database));
        }
    }
}
