package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.TableImportRequest.OnConflict;

/** The undo of an import takes back its rows, and leaves those of others. */
class TableUndoIT extends ImportedTables {
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
}
