package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.UnfinishedImport;
import org.schemuse.importer.file.OutputFailure;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.table.TableImportRequest.Defer;
import org.schemuse.importer.table.TableImportRequest.OnConflict;

/** Tables whose keys, triggers and columns are not as most are, and files with little in them. */
class OddTablesIT extends ImportedTables {
    private static String numbers(int from, int to) {
        StringBuilder csv = new StringBuilder("id,code\n");
        for (int i = from; i <= to; i++) {
            csv.append(i).append(",c").append(i).append('\n');
        }
        return csv.toString();
    }

    /** Its operators are where the extension is, and not in the schema of the table. */
    @Test
    void aKeyWhoseTypeIsOfAnotherSchemaFindsItsRows() throws Exception {
        sql.execute("CREATE EXTENSION citext SCHEMA public");
        sql.execute("CREATE TABLE logins (name public.citext PRIMARY KEY, age integer)");
        sql.execute("INSERT INTO logins VALUES ('Ann', 1), ('Bob', 2)");

        TableImportReport report =
                imported(file("logins.csv", "name,age\nann,3\nBob,2\nCid,4\n"), into("logins", OnConflict.UPDATE));

        assertThat(report.updated() + " " + report.unchanged() + " " + report.inserted())
                .isEqualTo("1 1 1");
        undone(1, false);
        assertThat(texts("SELECT name || ' ' || age FROM logins ORDER BY 1")).containsExactly("Ann 1", "Bob 2");
    }

    @Test
    void whatAJsonRowDoesNotMentionStaysAsItIs() throws Exception {
        sql.execute("CREATE TABLE people (id integer PRIMARY KEY, name text, email text)");
        sql.execute("INSERT INTO people VALUES (1, 'ann', 'ann@example.org'), (2, 'bob', 'bob@example.org')");

        TableImportReport report = imported(
                file("people.jsonl", "{\"id\": 1, \"name\": \"new\"}\n{\"id\": 2, \"email\": null}\n"),
                into("people", OnConflict.UPDATE));

        assertThat(report.updated()).isEqualTo(2);
        assertThat(texts("SELECT p::text FROM people p ORDER BY id"))
                .containsExactly("(1,new,ann@example.org)", "(2,bob,)");
    }

    @Test
    void theUndoOfAnUpsertByAnotherKeyLeavesWhatWasThere() throws Exception {
        sql.execute("CREATE TABLE people (email text, name text)");
        sql.execute("CREATE UNIQUE INDEX people_email_key ON people (email) WHERE name <> 'gone'");
        sql.execute("INSERT INTO people VALUES ('a', 'ann'), ('a', 'gone'), ('b', 'bob')");
        Object before = contents();

        TableImportReport report = imported(
                file("people.csv", "email,name\na,anne\nb,bob\nc,cid\n"),
                into("people").onConflict(OnConflict.UPDATE, "people_email_key"));
        assertThat(List.of(report.inserted(), report.updated(), report.unchanged()))
                .containsExactly(1L, 1L, 1L);
        assertThat(texts("SELECT p::text FROM people p ORDER BY 1")).contains("(a,anne)", "(a,gone)", "(c,cid)");
        undone(1, false);

        assertThat(contents()).isEqualTo(before);
    }

    /** A question mark and colons are of the server's language, in a dry run, too. */
    @Test
    void predicatesOfKeysAreReadAsTheServerReadsThem() throws Exception {
        sql.execute("CREATE TABLE marks (code text, tags jsonb, note text)");
        database.execute("CREATE UNIQUE INDEX marks_key ON shop.marks (code) WHERE tags ? 'on' AND note <> 'a:b'");
        sql.execute("INSERT INTO marks VALUES ('a', '{\"on\": 1}', 'old'), ('b', '{\"on\": 1}', 'same')");
        Path csv = file("marks.csv", "code,tags,note\na,\"{\"\"on\"\": 1}\",new\nb,\"{\"\"on\"\": 1}\",same\nc,{},x\n");
        for (boolean dryRun : List.of(true, false)) {
            TableImportRequest request = into("marks").onConflict(OnConflict.UPDATE, "marks_key");
            TableImportReport report = imported(csv, dryRun ? request.onlyJudging() : request);
            assertThat(List.of(report.inserted(), report.updated(), report.unchanged()))
                    .containsExactly(1L, 1L, 1L);
        }
    }

    @Test
    void theUndoOfARunLeavesRowsThatALaterRunBrought() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        imported(file("one.csv", "id,code\n1,a\n2,b\n"), into("items"));
        sql.execute("DELETE FROM items WHERE id = 2");
        imported(file("two.csv", "id,code\n2,later\n"), into("items"));

        assertThatThrownBy(() -> undone(1, false)).hasMessageContaining("changed or deleted 1 row");
        assertThat(texts("SELECT i::text FROM items i ORDER BY id")).containsExactly("(1,a)", "(2,later)");
    }

    @Test
    void whatRefersToRowsGoesOrKeepsThem() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        sql.execute("CREATE TABLE notes (item integer REFERENCES items ON DELETE CASCADE)");
        sql.execute("CREATE TABLE bills (item integer REFERENCES items)");
        imported(file("items.csv", numbers(1, 3)), into("items"));
        sql.execute("INSERT INTO notes VALUES (1)");
        sql.execute("INSERT INTO bills VALUES (2)");

        assertThatThrownBy(() -> undone(1, true))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("nothing was undone")
                .hasMessageContaining("bills_item_fkey");
        assertThat(count("SELECT count(*) FROM items")).isEqualTo(3);
        sql.execute("DELETE FROM bills");
        undone(1, true);
        assertThat(count("SELECT (SELECT count(*) FROM items) + (SELECT count(*) FROM notes)"))
                .isZero();
    }

    @Test
    void aKeyMayBeNull() throws Exception {
        sql.execute(
                "CREATE TABLE slots (code text, hall integer, name text, CONSTRAINT slots_key UNIQUE NULLS NOT DISTINCT"
                        + " (code, hall))");
        sql.execute("INSERT INTO slots VALUES ('a', NULL, 'old'), ('b', 1, 'old')");
        Object before = contents();
        TableImportReport report = imported(
                file("slots.csv", "code,hall,name\na,,new\nb,1,new\nc,,new\n"),
                into("slots").onConflict(OnConflict.UPDATE, "slots_key"));
        assertThat(List.of(report.inserted(), report.updated())).containsExactly(1L, 2L);
        undone(1, false);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aTableWithARuleIsRefused() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        sql.execute("CREATE RULE nothing AS ON INSERT TO items DO INSTEAD NOTHING");
        assertThatThrownBy(() -> imported(file("items.csv", numbers(1, 3)), into("items")))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("has a rule ON INSERT");
    }

    /** A migration must not meet a table whose keys are gone for a while; */
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

    /** A crash of the server empties the table of keys. */
    @Test
    void afterACrashTheRowsOfARunAreKnownByTheirTransaction() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        sql.execute("INSERT INTO items VALUES (1, 'mine'), (2, 'also mine')");
        Object before = contents();
        imported(file("items.csv", "id,code\n2,theirs\n3,new\n"), into("items", OnConflict.UPDATE));
        sql.execute("TRUNCATE "
                + text("SELECT 'shop_imports.' || relname FROM pg_class WHERE relname LIKE 'written%'"
                        + " AND relpersistence = 'u'"));
        undone(1, false);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void whatATriggerRefusesCountsForTheLimit() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        sql.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF new.id = 2 THEN RAISE EXCEPTION 'not two'; END IF;"
                + " IF new.id = 3 THEN RETURN NULL; END IF; RETURN new; END $$");
        sql.execute("CREATE TRIGGER refuse BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION refuse()");
        Path csv = file("items.csv", numbers(1, 4));

        assertThatThrownBy(() -> imported(csv, into("items").rejecting(RejectLimit.STRICT, null)))
                .isInstanceOf(TooManyRejectsException.class);
        assertThat(count("SELECT count(*) FROM items")).isZero();
        TableImportReport report = imported(csv, into("items"));
        assertThat(List.of(report.inserted(), report.skipped(), report.rejected()))
                .containsExactly(2L, 1L, 1L);
        assertThat(report.notes()).anyMatch(note -> note.contains("left out by a trigger"));
    }

    /** A key that only the rows as a trigger makes them break. */
    @Test
    void keysThatTriggersBreakAreFoundRowByRow() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text UNIQUE)");
        sql.execute("CREATE FUNCTION lower_case() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " new.code := lower(new.code); RETURN new; END $$");
        sql.execute("CREATE TRIGGER lower_case BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION lower_case()");
        List<String> dependents = dependents();

        TableImportReport report =
                imported(file("items.csv", numbers(1, 12_000) + "12001,C5\n"), into("items", Defer.ALWAYS, 1_000));

        assertThat(report.inserted()).isEqualTo(12_000);
        assertThat(report.rejectsByFault()).isEqualTo(Map.of("REFUSED_BY_SERVER", 1L));
        assertThat(report.way()).startsWith("in place");
        assertThat(dependents()).isEqualTo(dependents);
    }

    @Test
    void aConstraintTriggerThatWaitsForTheEndTellsItsRow() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        sql.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF new.id = 2 THEN RAISE EXCEPTION 'not two'; END IF; RETURN NULL; END $$");
        sql.execute("CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON items DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION refuse()");
        TableImportReport report = imported(file("items.csv", numbers(1, 4)), into("items"));
        assertThat(report.inserted()).isEqualTo(3);
        assertThat(report.firstRejects())
                .extracting(TableImportReport.Reject::row)
                .containsExactly(2L);
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
        ImportListener stopping = new ImportListener() {
            private boolean reached;

            @Override
            public void progress(Stage stage, long done, long total) {
                reached |= stage == Stage.INDEXING;
            }

            @Override
            public boolean cancelled() {
                return reached;
            }
        };
        Path csv = file("items.csv", numbers(1, 12_000));

        assertThatThrownBy(() -> imported(csv, into("items", Defer.ALWAYS, 1_000), database.dataSource(), stopping))
                .isInstanceOf(ImportCancelledException.class);

        assertThat(contents()).isEqualTo(before);
        assertThat(dependents()).isEqualTo(dependents);
        assertThat(imported(csv, into("items", Defer.ALWAYS, 1_000)).inserted()).isEqualTo(12_000);
    }

    /** A reject whose text the judge has replaced stays one when the run goes on. */
    @Test
    void badTextsStayRejectedWhenARunGoesOn() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, price money)");
        ImportListener stopping = new ImportListener() {
            private int asked;

            @Override
            public void progress(Stage stage, long done, long total) {
                asked += stage == Stage.VERIFYING ? 1 : 0;
            }

            @Override
            public boolean cancelled() {
                return asked > 0;
            }
        };
        Path csv = file("items.csv", "id,price\n1,5\n2,abc\n3,7\n");
        assertThatThrownBy(() -> imported(csv, into("items"), database.dataSource(), stopping))
                .isInstanceOf(ImportCancelledException.class);
        TableImportReport report = imported(csv, into("items"));
        assertThat(report.inserted()).isEqualTo(2);
        assertThat(report.rejectsByFault()).isEqualTo(Map.of("BAD_VALUE", 1L));
    }

    @Test
    void filesWithLittleInThemAreImported() throws Exception {
        sql.execute(
                "CREATE TABLE items (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, code text DEFAULT 'x')");
        assertThat(imported(file("none.csv", "id,code\n"), into("items")).inserted())
                .isZero();
        assertThat(imported(file("empty.jsonl", "{}\n{}\n"), into("items")).inserted())
                .isEqualTo(2);
        assertThat(imported(file("keys.csv", "id\n1\n2\n3\n"), into("items", OnConflict.UPDATE))
                        .unchanged())
                .isEqualTo(2);
        assertThat(texts("SELECT i::text FROM items i ORDER BY id")).containsExactly("(1,x)", "(2,x)", "(3,x)");
    }

    @Test
    void aPlaceWhereRejectsCannotGoIsRefusedBeforeAnythingIsDone() throws Exception {
        sql.execute("CREATE TABLE items (id integer PRIMARY KEY, code text)");
        Path csv = file("items.csv", "id,code\n1,a\n1,b\n");
        Path nowhere = folder.resolve("nowhere").resolve("r.csv");
        assertThatThrownBy(() -> imported(csv, into("items").rejecting(RejectLimit.NONE, nowhere)))
                .isInstanceOf(OutputFailure.class);
        assertThatThrownBy(() -> imported(csv, into("items").rejecting(RejectLimit.NONE, csv)))
                .isInstanceOf(UnusableDumpException.class)
                .hasMessageContaining("would replace it");
        assertThat(Files.readString(csv)).isEqualTo("id,code\n1,a\n1,b\n");
        assertThat(count("SELECT count(*) FROM items")).isZero();
    }

    /** The server says for which row it cannot compute a key. */
    @Test
    void aKeyThatCannotBeComputedForARowIsThatRowsReject() throws Exception {
        sql.execute("CREATE TABLE shares (id integer, parts integer)");
        sql.execute("CREATE UNIQUE INDEX shares_key ON shares ((100 / parts))");

        TableImportReport report = imported(file("shares.csv", "id,parts\n1,5\n2,0\n3,20\n4,5\n"), into("shares"));

        assertThat(texts("SELECT s::text FROM shares s ORDER BY id")).containsExactly("(1,5)", "(3,20)");
        assertThat(report.firstRejects())
                .extracting(TableImportReport.Reject::row, TableImportReport.Reject::code)
                .containsExactly(tuple(2L, "REFUSED_BY_SERVER"), tuple(4L, "REFUSED_BY_SERVER"));
    }

    /** PostgreSQL looks for the row referred to with the rights of its table's owner. */
    @Test
    void aReferenceToARowThatTheRoleMayNotSeeIsTheServersToJudge() throws Exception {
        DataSource importer = owner();
        sql.execute("CREATE TABLE halls (id integer PRIMARY KEY)");
        sql.execute("INSERT INTO halls VALUES (1), (2)");
        sql.execute("CREATE TABLE rows (id integer PRIMARY KEY, hall integer REFERENCES halls)");
        sql.execute("GRANT INSERT, SELECT ON rows TO shop_importer");

        TableImportReport hidden =
                imported(file("rows.csv", "id,hall\n1,1\n2,9\n"), into("rows"), importer, ImportListener.SILENT);
        sql.execute("GRANT SELECT ON halls TO shop_importer");
        sql.execute("ALTER TABLE halls ENABLE ROW LEVEL SECURITY");
        TableImportReport unseen =
                imported(file("more.csv", "id,hall\n3,2\n4,9\n"), into("rows"), importer, ImportListener.SILENT);

        assertThat(texts("SELECT r::text FROM rows r ORDER BY id")).containsExactly("(1,1)", "(3,2)");
        assertThat(hidden.rejectsByFault()).isEqualTo(Map.of("REFUSED_BY_SERVER", 1L));
        assertThat(unseen.rejectsByFault()).isEqualTo(Map.of("REFUSED_BY_SERVER", 1L));
    }

    /** Its owner sees no row of a table whose policies are forced. */
    @Test
    void anOwnerWhoSeesNoRowCanDiscardLaterChanges() throws Exception {
        DataSource owner = owner();
        sql.execute("CREATE TABLE orders (id integer PRIMARY KEY, note text)");
        sql.execute("ALTER TABLE orders OWNER TO shop_importer");
        imported(file("orders.csv", "id,note\n1,a\n2,b\n"), into("orders"), owner, ImportListener.SILENT);
        sql.execute("UPDATE orders SET note = 'c' WHERE id = 2");
        sql.execute("ALTER TABLE orders ENABLE ROW LEVEL SECURITY");
        sql.execute("ALTER TABLE orders FORCE ROW LEVEL SECURITY");

        new TableImportService(TargetSchema.withLedger(owner, SCHEMA), ImportListener.SILENT).undo("1", true);

        assertThat(count("SELECT count(*) FROM orders")).isZero();
        assertThat(count("SELECT count(*) FROM pg_class WHERE relname = 'orders' AND relforcerowsecurity"))
                .isEqualTo(1);
    }

    /** COPY of the rows that bring a number, and then of the others, is what an operator would do. */
    @ParameterizedTest
    @ValueSource(ints = {4, 12_000})
    void rowsThatLeaveOutTheirNumberGetOneThatNoRowBrings(int rows) throws Exception {
        sql.execute("CREATE TABLE people (id serial PRIMARY KEY, name text)");
        StringBuilder jsonl = new StringBuilder();
        for (int i = 2; i <= rows; i++) {
            jsonl.append("{\"id\": ").append(i).append(", \"name\": \"p\"}\n");
            if (i % (rows / 2) == 0) {
                jsonl.append("{\"name\": \"without\"}\n");
            }
        }

        TableImportReport report = imported(file("people.jsonl", jsonl.toString()), into("people"));

        assertThat(report.rejected()).isZero();
        assertThat(count("SELECT count(*) FROM people")).isEqualTo(rows + 1);
        assertThat(texts("SELECT id::text FROM people WHERE name = 'without' ORDER BY id"))
                .containsExactly(String.valueOf(rows + 1), String.valueOf(rows + 2));
        sql.execute("INSERT INTO people (name) VALUES ('next')");
    }

    @Test
    void aTableMayBeCalledAsOneOfOurs() throws Exception {
        sql.execute("CREATE TABLE matched (id integer PRIMARY KEY, note text)");
        sql.execute("INSERT INTO matched VALUES (1, 'old')");

        imported(file("keys.csv", "id\n1\n2\n"), into("matched", OnConflict.UPDATE));
        imported(file("notes.csv", "id,note\n1,new\n"), into("matched", OnConflict.UPDATE));

        assertThat(texts("SELECT m::text FROM matched m ORDER BY id")).containsExactly("(1,new)", "(2,)");
    }

    /** Without a key, a row is the run's because its transaction wrote it. */
    @Test
    void rowsThatATriggerChangedBesideAreNotTakenForTheRuns() throws Exception {
        sql.execute("CREATE TABLE prices (item integer, price integer, latest boolean DEFAULT true)");
        sql.execute("INSERT INTO prices VALUES (1, 10)");
        sql.execute(
                "CREATE FUNCTION close() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE shop.prices SET latest ="
                        + " false WHERE item = NEW.item AND latest; RETURN NEW; END $$");
        sql.execute("CREATE TRIGGER closes BEFORE INSERT ON prices FOR EACH ROW EXECUTE FUNCTION close()");
        imported(file("prices.csv", "item,price\n1,12\n"), into("prices"));

        assertThatThrownBy(() -> undone(1, true)).hasMessageContaining("nothing was undone");
        assertThat(texts("SELECT p::text FROM prices p ORDER BY price")).containsExactly("(1,10,f)", "(1,12,t)");
    }

    /** A role that owns the ledger, and no table. */
    private DataSource owner() throws Exception {
        sql.execute("DO $$ BEGIN CREATE ROLE shop_importer LOGIN PASSWORD 'secret'; EXCEPTION WHEN duplicate_object OR"
                + " unique_violation THEN NULL; END $$");
        String name = texts("SELECT quote_ident(current_database())").get(0);
        sql.execute("GRANT CREATE ON DATABASE " + name + " TO shop_importer");
        sql.execute("GRANT USAGE, CREATE ON SCHEMA shop TO shop_importer");
        sql.execute("DROP SCHEMA shop_imports CASCADE");
        DataSource owner = database.dataSource("shop_importer", "secret");
        Schema.of(owner, Catalog.importLedger(), "shop_imports").migrate(MigrationRequest.defaults());
        return owner;
    }
}
