package org.schemuse.importer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.merge.MergeRules;
import org.schemuse.importer.load.merge.TableRules;
import org.schemuse.importer.load.target.AuditTrail;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.RowOrigin;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.target.TargetTable;
import org.schemuse.importer.load.target.TargetTables;
import org.schemuse.importer.load.undo.Undone;

/** The engine with tables that have nothing to do with worlds, and that no audit trail watches. */
class LoadRunIT extends InstalledWorld {
    private static final int CITIES = 5_000;

    private TargetSchema schema;
    private List<String> before;

    @BeforeEach
    void createTables() {
        sql.execute("CREATE TABLE countries (id uuid PRIMARY KEY, name text NOT NULL UNIQUE)");
        sql.execute(
                "CREATE TABLE \"Cities\" (id uuid PRIMARY KEY, country uuid NOT NULL REFERENCES countries,"
                        + " name text NOT NULL, \"Inhabitants\" bigint CHECK (\"Inhabitants\" >= 0), twin uuid REFERENCES \"Cities\")");
        sql.execute("CREATE INDEX ON \"Cities\" (name)");
        schema = new TargetSchema(database.dataSource(), "vibemuse");
        before = dependents();
    }

    @Test
    void rowsOfAnyTableAreLoadedAndVerified() throws Exception {
        LoadResult result = new LoadRun(schema).load(new Cities(-1));

        assertThat(result.rows()).isEqualTo(Map.of("countries", 2L, "\"Cities\"", (long) CITIES));
        assertThat(count("SELECT count(*) FROM \"Cities\" c JOIN countries k ON k.id = c.country"))
                .isEqualTo(CITIES);
        assertThat(count("SELECT sum(\"Inhabitants\")::bigint FROM \"Cities\"")).isEqualTo(CITIES * (CITIES - 1L) / 2);
        assertThat(dependents()).isEqualTo(before);
        assertThat(count("SELECT count(DISTINCT transaction_id) FROM import_batches"))
                .isGreaterThan(5);
        assertThat(new LoadRun(schema).load(new Cities(-1)).loaded()).isFalse();
    }

    /** What the system catalog says of the keys, indexes and triggers of both tables. */
    private List<String> dependents() {
        String both = " IN ('countries'::regclass, '\"Cities\"'::regclass)";
        return texts("SELECT pg_get_constraintdef(oid) || convalidated FROM pg_constraint WHERE conrelid" + both
                + " UNION ALL SELECT pg_get_indexdef(indexrelid) || indisvalid FROM pg_index WHERE indrelid" + both
                + " UNION ALL SELECT tgfoid::regproc || tgenabled::text FROM pg_trigger WHERE tgrelid" + both
                + " ORDER BY 1");
    }

    @Test
    void anInterruptedRunGoesOnWhereItsCheckpointSays() throws Exception {
        assertThatThrownBy(
                        () -> new LoadRun(schema).reportingTo(cancelledAfter(3)).load(new Cities(-1)))
                .isInstanceOf(ImportCancelledException.class)
                .hasMessageContaining("schemuse resume");
        assertThatThrownBy(() -> sql.execute("INSERT INTO countries VALUES (gen_random_uuid(), 'Elsewhere')"))
                .hasMessageContaining("closed until import");
        assertThatThrownBy(() -> sql.execute("DELETE FROM \"Cities\"")).hasMessageContaining("closed until import");
        assertThat(
                        texts(
                                "SELECT kind || ' of ' || table_name FROM import_deferred_objects WHERE kind <> 'closed' ORDER BY 1"))
                .containsExactly(
                        "constraint of \"Cities\"",
                        "constraint of \"Cities\"",
                        "constraint of \"Cities\"",
                        "constraint of countries",
                        "constraint of countries",
                        "force_row_security of import_findings",
                        "index of \"Cities\"",
                        "index of \"Cities\"",
                        "index of countries",
                        "index of countries");

        LoadResult result = new LoadRun(schema).load(new Cities(-1));

        assertThat(result.continuedBatches()).isPositive();
        assertThat(count("SELECT count(*) FROM \"Cities\"")).isEqualTo(CITIES);
        assertThat(count("SELECT count(DISTINCT name) FROM \"Cities\"")).isEqualTo(CITIES);
    }

    private static ImportListener cancelledAfter(int questions) {
        return new ImportListener() {
            private int asked;

            @Override
            public synchronized boolean cancelled() {
                return ++asked > questions;
            }
        };
    }

    @Test
    void aRowThatTheServerRefusesLeavesNothing() {
        assertThatThrownBy(() -> new LoadRun(schema).load(new Cities(4_321)))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("Inhabitants");

        assertThat(count("SELECT count(*) FROM \"Cities\"") + count("SELECT count(*) FROM countries"))
                .isZero();
        assertThat(text("SELECT state FROM import_runs")).isEqualTo("failed");
        assertThat(dependents()).isEqualTo(before);
    }

    @Test
    void undoRemovesWhatTheRunWroteAndNothingElse() throws Exception {
        new LoadRun(schema).load(new Cities(-1));
        sql.execute("INSERT INTO countries VALUES (gen_random_uuid(), 'Elsewhere')");

        Undone undone = new LoadRun(schema).undo("1", this::target, new NoRules(), false);

        assertThat(undone.removed()).isEqualTo(Map.of("countries", 2L, "\"Cities\"", (long) CITIES));
        assertThat(texts("SELECT name FROM countries")).containsExactly("Elsewhere");
        assertThat(count("SELECT count(*) FROM \"Cities\"")).isZero();
    }

    @Test
    void undoRefusesWhereOthersHaveBuiltOnTheRowsOfTheRun() throws Exception {
        new LoadRun(schema).load(new Cities(-1));
        sql.execute("INSERT INTO \"Cities\" SELECT gen_random_uuid(), id, 'Newtown', 1 FROM countries LIMIT 1");

        assertThatThrownBy(() -> new LoadRun(schema).undo("1", this::target, new NoRules(), false))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("1 row of \"Cities\" (country) refer to countries");
        assertThat(count("SELECT count(*) FROM \"Cities\"")).isEqualTo(CITIES + 1);
    }

    @Test
    void undoRefusesWhereAnotherTableRefersToTheRowsOfTheRun() throws Exception {
        sql.execute("CREATE TABLE \"Mayors\" (city uuid REFERENCES \"Cities\" ON DELETE SET NULL, name text)");
        new LoadRun(schema).load(new Cities(-1));
        sql.execute("INSERT INTO \"Mayors\" SELECT id, 'Ada' FROM \"Cities\" LIMIT 1");

        assertThatThrownBy(() -> new LoadRun(schema).undo("1", this::target, new NoRules(), false))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("1 row of \"Mayors\" (city) refer to \"Cities\"");

        new LoadRun(schema).undo("1", this::target, new NoRules(), true);
        assertThat(texts("SELECT name FROM \"Mayors\" WHERE city IS NULL")).containsExactly("Ada");
        assertThat(count("SELECT count(*) FROM \"Cities\"")).isZero();
    }

    /** Without an audit trail nobody knows what people changed. */
    @Test
    void rowsAreNotMergedWithoutAnAuditTrail() throws Exception {
        new LoadRun(schema).load(new Cities(-1));

        assertThatThrownBy(() -> new LoadRun(schema).merge(new Cities(-1), new NoRules()))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("have no audit trail");
    }

    /** As it is where the tables are somebody else's: nothing is added to their schema. */
    @Test
    void theLedgerMayBeInAnotherSchema() throws Exception {
        sql.execute("CREATE SCHEMA shop");
        sql.execute("ALTER TABLE countries SET SCHEMA shop");
        sql.execute("ALTER TABLE \"Cities\" SET SCHEMA shop");
        schema = new TargetSchema(database.dataSource(), "shop", "shop_imports");
        assertThatThrownBy(() -> new LoadRun(schema).load(new Cities(-1)))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessage("schema \"shop_imports\" has no import-ledger catalog; install it with:"
                        + " schemuse migrate import-ledger --schema shop_imports");
        Schema.of(database.dataSource(), Catalog.importLedger(), "shop_imports").migrate(MigrationRequest.defaults());

        new LoadRun(schema).load(new Cities(-1));

        assertThat(count("SELECT count(*) FROM shop.\"Cities\"")).isEqualTo(CITIES);
        assertThat(text("SELECT state FROM shop_imports.import_runs")).isEqualTo("finished");
        assertThat(count("SELECT count(*) FROM pg_class WHERE relnamespace = 'shop'::regnamespace AND relkind = 'r'"))
                .isEqualTo(2);
        new LoadRun(schema).undo("1", this::target, new NoRules(), false);
        assertThat(count("SELECT count(*) FROM shop.\"Cities\"")).isZero();
    }

    @Test
    void aColumnThatIsNotThereIsNamed() {
        sql.execute("ALTER TABLE \"Cities\" DROP COLUMN \"Inhabitants\"");

        assertThatThrownBy(() -> new LoadRun(schema).load(new Cities(-1)))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("has no column Inhabitants of table Cities");
    }

    @Test
    void aColumnOfATypeThatIsNotKnownIsNamed() {
        sql.execute("ALTER TABLE \"Cities\" ALTER COLUMN \"Inhabitants\" TYPE numeric(9)");

        assertThatThrownBy(() -> new LoadRun(schema).load(new Cities(-1)))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("table Cities: column Inhabitants is of type numeric(9,0)");
        assertThat(count("SELECT count(*) FROM import_runs")).isZero();
    }

    private Target target(Handle handle) {
        return new Target(
                schema,
                "vibemuse",
                TargetTables.read(
                        handle,
                        new TreeMap<>(Map.of(
                                "Cities",
                                List.of("id", "country", "name", "Inhabitants"),
                                "countries",
                                List.of("id", "name")))),
                AuditTrail.none(),
                RowOrigin.TRANSACTIONS);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Five thousand cities of two countries, one of which may have less than no inhabitants. */
    private final class Cities implements LoadSource {
        private final int wrong;

        Cities(int wrong) {
            this.wrong = wrong;
        }

        @Override
        public String catalog() {
            return "vibemuse";
        }

        @Override
        public String name() {
            return "cities";
        }

        @Override
        public String label() {
            return "cities";
        }

        @Override
        public String adviceIfFilled() {
            return "";
        }

        @Override
        public String adviceIfEmpty() {
            return "";
        }

        @Override
        public Target target(Handle control) {
            return LoadRunIT.this.target(control);
        }

        @Override
        public ImportLedger.Beginning beginning(int number) {
            return new ImportLedger.Beginning(
                    UUID.randomUUID(), number, "cities", null, "0", 0, "none", "none", "UTF-8", Map.of(), "test");
        }

        @Override
        public List<Finding> findings() {
            return List.of();
        }

        @Override
        public Optional<ImportRun> alreadyLoaded(Target target, Handle control, ImportRun latest) {
            return Optional.of(latest);
        }

        @Override
        public void stream(Streaming streaming) throws InterruptedException {
            for (String country : List.of("Here", "There")) {
                Batch batch = streaming.batches().batch();
                batch.rows(1).beginRow(2).uuid(id(country)).text(country).finishRow();
                batch.recordDone();
            }
            for (long i = 0; i < CITIES; i++) {
                Batch batch = streaming.batches().batch();
                String country = i % 2 == 0 ? "Here" : "There";
                batch.rows(0)
                        .beginRow(4)
                        .uuid(id("city " + i))
                        .uuid(id(country))
                        .text("city " + i)
                        .bigint(i == wrong ? -1 : i)
                        .finishRow();
                batch.recordDone();
                if (streaming.batches().sendIfHolds(500)) {
                    streaming.checkCancelled();
                }
            }
        }

        @Override
        public void prepare(Target target, Handle control) {}

        @Override
        public Verification verification() {
            List<String> differences = new CopyOnWriteArrayList<>();
            return new Verification() {
                @Override
                public List<Consumer<Handle>> queries() {
                    return List.of(handle -> {
                        long found = handle.createQuery("SELECT count(*) FROM \"Cities\"")
                                .mapTo(Long.class)
                                .one();
                        if (found != CITIES) {
                            differences.add("rows: expected " + CITIES + ", found " + found);
                        }
                    });
                }

                @Override
                public List<String> differences() {
                    return differences;
                }
            };
        }

        @Override
        public Map<String, Object> counts(Map<String, Long> rows) {
            return Map.of(
                    "rows", rows.values().stream().mapToLong(Long::longValue).sum());
        }

        @Override
        public void requireNewerOf(ImportRun before) {}
    }

    /** These tables are never merged. */
    private static final class NoRules implements MergeRules {
        @Override
        public boolean removeVanished() {
            return false;
        }

        @Override
        public boolean newerWins() {
            return false;
        }

        @Override
        public TableRules of(TargetTable table) {
            return TableRules.PLAIN;
        }

        @Override
        public void prepare(Handle handle, UUID run, ImportRun origin) {}

        @Override
        public void written(Handle handle) {}

        @Override
        public void removed(Handle handle, UUID run, ImportRun origin) {}

        @Override
        public int keptUpdates() {
            return 1;
        }

        @Override
        public List<String> removedRowsNeeded() {
            return List.of();
        }

        @Override
        public void merged(Handle handle, UUID run, UUID before) {}

        @Override
        public void undone(Handle handle, UUID run) {}
    }
}
