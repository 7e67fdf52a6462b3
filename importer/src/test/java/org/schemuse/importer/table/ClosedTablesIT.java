package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.UnfinishedImport;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.table.TableImportRequest.Defer;

/** Tables that are closed while their keys are gone, and runs that go on after they were interrupted. */
class ClosedTablesIT extends ImportedTables {
    /** A migration must not meet a table whose keys are gone for a while. */
    @Test
    void aKilledRunKeepsMigrationsOutUntilItsTableIsOpen() throws Exception {
        Schema schema =
                Schema.of(database.dataSource(), Catalog.named("virtubar").orElseThrow(), SCHEMA);
        Duration limit = Duration.ofSeconds(5);
        schema.migrate(new MigrationRequest(null, 5, false, limit, Duration.ZERO));
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        UUID run = killedWhileClosed();

        assertThatThrownBy(() -> schema.migrate(MigrationRequest.defaults()))
                .hasMessageContaining("was interrupted, and its table is closed")
                .hasMessageContaining("schemuse undo " + run + " --schema shop");
        assertThat(schema.status().unfinishedImports())
                .extracting(UnfinishedImport::id)
                .containsExactly(run);

        sql.execute("DROP TABLE items CASCADE");
        undone(1, false);
        assertThat(text("SELECT state FROM shop_imports.import_runs")).isEqualTo("undone");
        schema.migrate(MigrationRequest.defaults());
    }

    /** As kill -9 leaves a run that has closed its table: what it dropped is recorded, and nobody has the lock. */
    private UUID killedWhileClosed() throws Exception {
        ImportListener dying = new ImportListener() {
            @Override
            public void progress(Stage stage, long done, long total) {
                if (stage == Stage.INDEXING) {
                    sql.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
                }
            }
        };
        assertThatThrownBy(() -> imported(
                        file("items.csv", numbers(1, 12_000)),
                        into("items", Defer.ALWAYS, 1_000),
                        database.dataSource(),
                        dying))
                .hasMessageContaining("is closed");
        return sql.createQuery("SELECT id FROM shop_imports.import_runs")
                .mapTo(UUID.class)
                .one();
    }

    @Test
    void aTableWhoseKeysCannotBeDroppedIsFilledInPlace() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        sql.execute("CREATE VIEW grouped AS SELECT id, code FROM items GROUP BY id");
        TableImportReport report = imported(file("items.csv", numbers(1, 12_000)), into("items", Defer.ALWAYS, 1_000));
        assertThat(report.way()).startsWith("in place, because its keys cannot be dropped");
        assertThat(report.inserted()).isEqualTo(12_000);
    }

    @Test
    void aClosedTableWithRowsOfOthersIsOpenedWithThem() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text,"
                + " always integer GENERATED ALWAYS AS IDENTITY, doubled integer GENERATED ALWAYS AS (id * 2) STORED)");
        sql.execute("INSERT INTO items (id, code) VALUES (100001, 'mine')");
        Object before = contents();
        List<String> dependents = dependents();
        Path csv = file("items.csv", numbers(1, 12_000));

        assertThatThrownBy(() -> imported(
                        csv, into("items", Defer.ALWAYS, 1_000), database.dataSource(), stoppedAt(Stage.INDEXING)))
                .isInstanceOf(ImportCancelledException.class);

        assertThat(contents()).isEqualTo(before);
        assertThat(dependents()).isEqualTo(dependents);
        assertThat(imported(csv, into("items", Defer.ALWAYS, 1_000)).inserted()).isEqualTo(12_000);
    }

    /** A reject whose text the judge has replaced stays one when the run goes on. */
    @Test
    void badTextsStayRejectedWhenARunGoesOn() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, price money)");
        Path csv = file("items.csv", "id,price\n1,5\n2,abc\n3,7\n");
        assertThatThrownBy(() -> imported(csv, into("items"), database.dataSource(), stoppedAt(Stage.VERIFYING)))
                .isInstanceOf(ImportCancelledException.class);
        TableImportReport report = imported(csv, into("items"));
        assertThat(report.inserted()).isEqualTo(2);
        assertThat(report.rejectsByFault()).isEqualTo(Map.of("BAD_VALUE", 1L));
    }
}
