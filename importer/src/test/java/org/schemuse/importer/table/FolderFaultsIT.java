package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.importer.fixture.CutImports;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.TableImportRequest.Defer;

/** Imports of folders that are cut or stopped: all tables or none, and the same command ends in the same tables. */
@Tag("once")
class FolderFaultsIT extends CutImports {
    private static final int CUTS = 10;
    private static final int BATCH = 1_000;
    private static final int ITEMS = 12_000;

    /**
     * Tables of all ways: kinds refer to items of their kind and items to kinds, one table is big, and one has rows already. Every
     * tenth kind refers to no item, and is lost with its items and their notes.
     */
    @BeforeEach
    void createTables() throws IOException {
        sql.execute("CREATE TABLE kinds (id integer PRIMARY KEY, best integer)");
        sql.execute(
                "CREATE TABLE items (id integer PRIMARY KEY, kind integer NOT NULL REFERENCES kinds, code text UNIQUE)");
        sql.execute("ALTER TABLE kinds ADD FOREIGN KEY (best) REFERENCES items");
        sql.execute("CREATE TABLE notes (id integer PRIMARY KEY, item integer REFERENCES items, text text NOT NULL)");
        sql.execute("INSERT INTO notes VALUES (0, NULL, 'mine')");
        StringBuilder kinds = new StringBuilder("id,best\n");
        for (int i = 1; i <= 100; i++) {
            kinds.append(i).append(',').append(i % 10 == 3 ? ITEMS + i : 99 + i).append('\n');
        }
        file("kinds.csv", kinds.toString());
        StringBuilder items = new StringBuilder("id,kind,code\n");
        StringBuilder notes = new StringBuilder("id,item,text\n");
        for (int i = 1; i <= ITEMS; i++) {
            items.append(i)
                    .append(',')
                    .append(1 + i % 100)
                    .append(",c")
                    .append(i % 1_000 == 0 ? i - 1 : i)
                    .append('\n');
            if (i % 3 == 0) {
                notes.append(i).append(',').append(i).append(",note\n");
            }
        }
        file("items.csv", items.toString());
        file("notes.csv", notes.toString());
    }

    @Override
    protected void emptyTables() {
        sql.execute("DELETE FROM notes WHERE id <> 0");
        sql.execute("TRUNCATE kinds, items, notes");
        sql.execute("INSERT INTO notes VALUES (0, NULL, 'mine')");
    }

    @Test
    void whereverTheLineIsCutTheSameCommandEndsInTheSameTables() throws Exception {
        endsInTheSameTables(
                line -> importedAll(intoAll(Defer.AUTO, BATCH), line, ImportListener.SILENT),
                CUTS,
                new SplittableRandom(13));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOADING", "VERIFYING", "INDEXING"})
    void whereverItIsStoppedAllTablesAreAsTheyWereAndOpen(Stage stage) throws Exception {
        List<String> dependents = dependents();
        Object before = contents();
        int times = stage == Stage.LOADING ? 2 : 1;

        assertThatThrownBy(
                        () -> importedAll(intoAll(Defer.AUTO, BATCH), database.dataSource(), stoppedAt(stage, times)))
                .isInstanceOf(ImportCancelledException.class)
                .hasMessageContaining("tables items, kinds, notes are as they were")
                .hasMessageContaining("run the same command to continue");

        assertThat(dependents()).isEqualTo(dependents);
        assertThat(contents()).isEqualTo(before);
        sql.execute("INSERT INTO kinds VALUES (0, NULL)");
        sql.execute("DELETE FROM kinds");
        FolderImportReport report = importedAll(intoAll(Defer.AUTO, BATCH));
        assertThat(report.number()).isEqualTo(1);
        assertThat(report.continuedBatches()).isPositive();
        nothingIsMissing(dependents);
        Object resumed = contents();
        undone(1, false);
        assertThat(contents()).isEqualTo(before);
        importedAll(intoAll(Defer.AUTO, BATCH));
        assertThat(contents()).isEqualTo(resumed);
    }

    @Test
    void anInterruptedImportCanBeUndone() throws Exception {
        List<String> dependents = dependents();
        Object before = contents();
        assertThatThrownBy(() ->
                        importedAll(intoAll(Defer.AUTO, BATCH), database.dataSource(), stoppedAt(Stage.VERIFYING)))
                .isInstanceOf(ImportCancelledException.class);

        undone(1, false);

        assertThat(contents()).isEqualTo(before);
        nothingIsMissing(dependents);
    }

    /** A crash of the server empties what is not in its write-ahead log, and keeps the checkpoint. */
    @Test
    void rowsThatACrashHasEmptiedAreSentAgain() throws Exception {
        assertThatThrownBy(() ->
                        importedAll(intoAll(Defer.AUTO, BATCH), database.dataSource(), stoppedAt(Stage.VERIFYING)))
                .isInstanceOf(ImportCancelledException.class);
        List<String> staged = texts("SELECT 'shop_imports.' || relname FROM pg_class WHERE relname ~ '^staged_.*_[12]$'"
                + " AND relpersistence = 'u'");
        assertThat(staged).hasSize(2);
        sql.execute("TRUNCATE " + String.join(", ", staged));

        FolderImportReport report = importedAll(intoAll(Defer.AUTO, BATCH));

        assertThat(report.continuedBatches()).isZero();
        assertThat(count("SELECT (SELECT count(*) FROM kinds) + (SELECT count(*) FROM items)"
                        + " + (SELECT count(*) FROM notes)"))
                .isEqualTo(report.inserted() + 1)
                .isGreaterThan(ITEMS);
    }

    /** One of the tables is wanted by another import, so all of them are opened first. */
    @Test
    void anotherImportOpensWhatAKilledOneHasClosed() throws Exception {
        List<String> dependents = dependents();
        ImportListener killing = new ImportListener() {
            @Override
            public void progress(Stage stage, long done, long total) {
                if (stage == Stage.INDEXING) {
                    sql.execute(
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'");
                }
            }
        };
        assertThatThrownBy(() -> importedAll(intoAll(Defer.AUTO, BATCH), database.dataSource(), killing))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("tables items, kinds, notes are closed");
        awaitEndOfSessions();
        assertThatThrownBy(() -> sql.execute("INSERT INTO kinds VALUES (0, NULL)"))
                .hasMessageContaining("tables items, kinds are closed until an import of");

        imported(file("other.csv", "id\n1000\n"), into("kinds"));

        assertThat(count("SELECT count(*) FROM kinds")).isEqualTo(1);
        assertThat(dependents()).isEqualTo(dependents);
        assertThat(count("SELECT count(*) FROM shop_imports.import_deferred_objects"))
                .isZero();
    }
}
