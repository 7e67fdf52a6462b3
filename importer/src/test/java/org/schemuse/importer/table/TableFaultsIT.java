package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.CutImports;
import org.schemuse.importer.fixture.SmallDisk;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.TableImportRequest.Defer;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestServer;

/** Lines that are cut, imports that are stopped, servers that crash, files that change: nothing is lost by it or doubled. */
@Tag("once")
class TableFaultsIT extends CutImports {
    private static final int CUTS = 12;
    private static final int ROWS = 20_000;
    private static final int BATCH = 1_000;

    @BeforeEach
    void createTables() {
        sql.execute("CREATE TABLE people (id integer PRIMARY KEY)");
        sql.execute("INSERT INTO people SELECT generate_series(1, 10)");
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text NOT NULL UNIQUE,"
                + " owner integer NOT NULL REFERENCES people CHECK (owner > 0))");
        sql.execute("CREATE INDEX items_owner_idx ON items (owner)");
        sql.execute("CREATE TABLE notes (item integer REFERENCES items)");
    }

    /** Every hundredth row refers to nobody, and every thousandth repeats a key. */
    private Path rows() throws IOException {
        StringBuilder csv = new StringBuilder("id,code,owner\n");
        for (int i = 1; i <= ROWS; i++) {
            csv.append(i)
                    .append(",c")
                    .append(i % 1_000 == 0 ? i - 1 : i)
                    .append(',')
                    .append(i % 100 == 7 ? 99 : 1 + i % 10)
                    .append('\n');
        }
        return file("items.csv", csv.toString());
    }

    @Override
    protected void emptyTables() {
        sql.execute("TRUNCATE items CASCADE");
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NEVER"})
    void whereverTheLineIsCutTheSameCommandEndsInTheSameTable(Defer defer) throws Exception {
        Path csv = rows();
        endsInTheSameTables(
                line -> assertThat(imported(csv, into("items", defer, BATCH), line, ImportListener.SILENT)
                                .read())
                        .isEqualTo(ROWS),
                CUTS,
                new SplittableRandom(1994));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOADING", "VERIFYING", "INDEXING"})
    void whereverItIsStoppedTheTableIsAsItWasAndOpen(Stage stage) throws Exception {
        Path csv = rows();
        List<String> dependents = dependents();

        assertThatThrownBy(
                        () -> imported(csv, into("items", Defer.AUTO, BATCH), database.dataSource(), stoppedAt(stage)))
                .isInstanceOf(ImportCancelledException.class)
                .hasMessageContaining("run the same command to continue")
                .hasMessageContaining("schemuse undo 1 --schema shop");

        assertThat(dependents()).isEqualTo(dependents);
        sql.execute("INSERT INTO items VALUES (0, 'mine', 1)");
        sql.execute("DELETE FROM items");
        TableImportReport report = imported(csv, into("items", Defer.AUTO, BATCH));
        assertThat(report.number()).isEqualTo(1);
        assertThat(report.continuedBatches()).isPositive();
        assertThat(report.inserted() + report.rejected()).isEqualTo(ROWS);
        nothingIsMissing(dependents);
    }

    @Test
    void anInterruptedImportCanBeUndone() throws Exception {
        Path csv = rows();
        List<String> dependents = dependents();
        assertThatThrownBy(() -> imported(
                        csv, into("items", Defer.AUTO, BATCH), database.dataSource(), stoppedAt(Stage.VERIFYING)))
                .isInstanceOf(ImportCancelledException.class);

        undone(1, false);

        assertThat(count("SELECT count(*) FROM items")).isZero();
        assertThat(text("SELECT state FROM shop_imports.import_runs")).isEqualTo("undone");
        nothingIsMissing(dependents);
    }

    @Test
    void anInterruptedImportOfAnotherStateOfTheFileIsGivenUp() throws Exception {
        Path csv = rows();
        List<String> dependents = dependents();
        assertThatThrownBy(() -> imported(
                        csv, into("items", Defer.AUTO, BATCH), database.dataSource(), stoppedAt(Stage.VERIFYING)))
                .isInstanceOf(ImportCancelledException.class);
        Files.writeString(csv, "30001,new,1\n", StandardOpenOption.APPEND);

        TableImportReport report = imported(csv, into("items", Defer.AUTO, BATCH));

        assertThat(report.read()).isEqualTo(ROWS + 1);
        assertThat(report.notes()).anyMatch(note -> note.contains("was interrupted, and is undone"));
        assertThat(texts("SELECT state FROM shop_imports.import_runs ORDER BY number"))
                .containsExactly("undone", "finished");
        nothingIsMissing(dependents);
    }

    /** A crash of the server empties what is not in its write-ahead log, and keeps the checkpoint. */
    @Test
    void rowsThatACrashHasEmptiedAreSentAgain() throws Exception {
        Path csv = rows();
        assertThatThrownBy(() -> imported(
                        csv, into("items", Defer.AUTO, BATCH), database.dataSource(), stoppedAt(Stage.VERIFYING)))
                .isInstanceOf(ImportCancelledException.class);
        String staged = text("SELECT 'shop_imports.' || relname FROM pg_class WHERE relname LIKE 'staged%'"
                + " AND relpersistence = 'u'");
        sql.execute("TRUNCATE " + staged);

        TableImportReport report = imported(csv, into("items", Defer.AUTO, BATCH));

        assertThat(report.continuedBatches()).isZero();
        assertThat(report.inserted() + report.rejected()).isEqualTo(ROWS);
        assertThat(count("SELECT count(*) FROM items")).isEqualTo(report.inserted());
    }

    @Test
    void othersCannotWriteWhileTheTableIsClosedAndLearnWhy() throws Exception {
        Path csv = rows();
        StringBuilder heard = new StringBuilder();
        ImportListener writer = new ImportListener() {
            @Override
            public void progress(Stage stage, long done, long total) {
                if (stage == Stage.INDEXING) {
                    assertThatThrownBy(() -> sql.execute("INSERT INTO items VALUES (0, 'mine', 1)"))
                            .satisfies(e -> heard.append(e.getMessage()));
                }
            }
        };

        imported(csv, into("items", Defer.AUTO, BATCH), database.dataSource(), writer);

        assertThat(heard).contains("table items is closed until an import of items.csv is finished");
        sql.execute("INSERT INTO items VALUES (0, 'mine', 1)");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsRefused() throws Exception {
        Path csv = rows();
        ImportListener appending = new ImportListener() {
            private boolean done;

            @Override
            public void progress(Stage stage, long read, long total) {
                if (!done) {
                    done = true;
                    try {
                        Files.writeString(csv, "x", StandardOpenOption.APPEND);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        };

        assertThatThrownBy(() -> imported(csv, into("items", Defer.AUTO, BATCH), database.dataSource(), appending))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("changed while it was read");
        assertThat(count("SELECT count(*) FROM items")).isZero();
        assertThat(text("SELECT state FROM shop_imports.import_runs")).isEqualTo("failed");
    }

    /** What COPY makes of the same rows on a disk with room is the judge. */
    @ParameterizedTest
    @EnumSource(names = {"AUTO", "NEVER"})
    void aFullDiskEndsTheImportAndWithRoomTheSameCommandGoesThrough(Defer defer) throws Exception {
        TestServer server = TestServer.embedded(17);
        StringBuilder csv = new StringBuilder("id,text\n");
        for (int i = 1; i <= ROWS; i++) {
            csv.append(i).append(',').append("x".repeat(500)).append(i).append('\n');
        }
        Path file = file("large.csv", csv.toString());
        try (SmallDisk disk = SmallDisk.in(folder);
                TestDatabase elsewhere = server.empty()) {
            elsewhere.execute("CREATE SCHEMA shop", "CREATE TABLE shop.large (id integer PRIMARY KEY, text text)");
            Schema.of(elsewhere.dataSource(), Catalog.importLedger(), "shop_imports")
                    .migrate(MigrationRequest.defaults());
            disk.take(server, elsewhere);
            assertThatThrownBy(() ->
                            imported(file, into("large", defer, BATCH), elsewhere.dataSource(), ImportListener.SILENT))
                    .isInstanceOf(ImportRefusedException.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("free space on the server's disk, then run import again");
            assertThat(elsewhere.texts("SELECT relname FROM pg_class WHERE relname ~ '^(staged|rejects)_'"))
                    .as("what was staged, which takes the room of others")
                    .isEmpty();
            assertThat(elsewhere.number("SELECT count(*) FROM shop.large")).isZero();

            disk.grow();
            imported(file, into("large", defer, BATCH), elsewhere.dataSource(), ImportListener.SILENT);

            elsewhere.execute("CREATE TABLE copied (LIKE shop.large)");
            try (Connection connection = elsewhere.dataSource().getConnection()) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY copied FROM STDIN (FORMAT csv, HEADER)", Files.newInputStream(file));
            }
            assertThat(elsewhere.number("SELECT count(*) FROM ((TABLE copied EXCEPT ALL TABLE shop.large) UNION ALL"
                            + " (TABLE shop.large EXCEPT ALL TABLE copied)) d"))
                    .isZero();
        }
    }
}
