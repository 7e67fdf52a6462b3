package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.fixture.ReferringTables;
import org.schemuse.importer.table.TableImportRequest.Defer;
import org.schemuse.importer.table.TableImportRequest.OnConflict;

/** Imports of folders; what the server makes of the same rows is the judge, with its keys dropped or row by row. */
class FolderImportIT extends ReferringTables {
    /** Whatever of it is closed: the users are many and come into an empty table, or into one with rows. */
    @ParameterizedTest
    @EnumSource(Defer.class)
    void tablesAreFilledParentsFirst(Defer defer) throws Exception {
        List<String> dependents = dependents();
        write(MANY, 0, false);

        FolderImportReport report = importedAll(intoAll(defer, 1_000));

        assertThat(report.files()).extracting(FolderImportReport.File::table).isEqualTo(TABLES);
        assertThat(report.rejected()).isZero();
        addsUp(report);
        assertThat(report.notes())
                .contains("file 01_Tenants.csv goes into table tenants", "file shop.orders.csv goes into table orders");
        switch (defer) {
            // Tenants are few, so they stay open, and the keys of the closed tables wait for them.
            case AUTO ->
                assertThat(ways(report))
                        .satisfies(ways -> assertThat(ways.get("tenants")).contains("there are few rows"))
                        .satisfies(ways -> assertThat(ways.get("users")).startsWith("with deferred"));
            case NEVER -> assertThat(ways(report).values()).allMatch(way -> way.startsWith("in place"));
            case ALWAYS -> assertThat(ways(report).values()).allMatch(way -> way.startsWith("with deferred"));
        }
        assertThat(dependents()).isEqualTo(dependents);
        sameAsCopied();
        nothingIsLeftBeside();
        assertThat(count("SELECT nextval(pg_get_serial_sequence('orders', 'id'))"))
                .isEqualTo(2 * MANY + 1);
    }

    private void sameAsCopied() throws Exception {
        copyInto("copied");
        same("SELECT id, name, owner FROM tenants", "SELECT id::int, name, owner::int FROM copied.tenants");
        same(
                "SELECT id, tenant, boss, name FROM users",
                "SELECT id::int, tenant::int, boss::int, name FROM copied.users");
        same(
                "SELECT id, buyer, tenant, cents FROM orders",
                "SELECT id::bigint, buyer::int, tenant::int, cents::int FROM copied.orders");
        sql.execute("DROP SCHEMA copied CASCADE");
    }

    /** The verdict on each row: what the server says when it gets the rows one by one, parents first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void badRowsAreThoseThatTheServerRefusesOneByOne(int bad) throws Exception {
        write(600, bad, false);
        copyInto("given");
        sql.execute("CREATE SCHEMA judge");
        TABLES.forEach(table -> sql.execute("CREATE TABLE judge." + table + " (LIKE " + table + " INCLUDING ALL)"));
        sql.execute("ALTER TABLE judge.users ADD FOREIGN KEY (tenant) REFERENCES judge.tenants, ADD FOREIGN KEY (boss)"
                + " REFERENCES judge.users");
        sql.execute("ALTER TABLE judge.orders ADD FOREIGN KEY (buyer) REFERENCES judge.users, ADD FOREIGN KEY (tenant)"
                + " REFERENCES judge.tenants");
        oneByOne("tenants", "id, name", "r.id::int, r.name");
        oneByOne("users", "id, tenant, boss, name", "r.id::int, r.tenant::int, r.boss::int, r.name");
        oneByOne("orders", "id, buyer, tenant, cents", "r.id::bigint, r.buyer::int, r.tenant::int, r.cents::int");

        FolderImportReport dry = importedAll(intoAll(Defer.AUTO, 100).onlyJudging());
        assertThat(count("SELECT count(*) FROM tenants")).isZero();
        FolderImportReport report = importedAll(intoAll(Defer.AUTO, 100));

        addsUp(report);
        for (String table : TABLES) {
            same("SELECT * FROM " + table, "SELECT * FROM judge." + table);
        }
        assertThat(dry.rejected()).isEqualTo(report.rejected());
        assertThat(dry.files())
                .extracting(FolderImportReport.File::rejectsByFault)
                .isEqualTo(report.files().stream()
                        .map(FolderImportReport.File::rejectsByFault)
                        .toList());
        assertThat(Files.exists(folder.resolve("01_Tenants.rejects.csv"))).isTrue();
        // What was written for correction is no file of the folder.
        assertThat(RowFolder.of(folder, List.of()).files()).hasSize(3);
    }

    private void oneByOne(String table, String columns, String values) {
        sql.execute("DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM given." + table + " ORDER BY line LOOP"
                + " BEGIN INSERT INTO judge." + table + " (" + columns + ") VALUES (" + values + ");"
                + " EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP; END $$");
    }

    /** A row that is skipped brings nothing that others could refer to. */
    @Test
    void aReferenceToWhatASkippedRowSaysIsRefused() throws Exception {
        sql.execute("CREATE TABLE visits (id integer PRIMARY KEY, tenant text NOT NULL REFERENCES tenants (name))");
        sql.execute("INSERT INTO tenants VALUES (1, 'one')");
        file("tenants.csv", "id,name\n1,uno\n2,two\n");
        file("visits.csv", "id,tenant\n1,uno\n2,two\n3,one\n");

        FolderImportReport report = importedAll(intoAll(Defer.NEVER, 100).onConflict(OnConflict.SKIP, null));

        addsUp(report);
        assertThat(texts("SELECT id::text FROM visits ORDER BY id")).containsExactly("2", "3");
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.rejected()).isEqualTo(1);
    }

    @Test
    void moreRejectsInAllThanAreAllowedImportNothing() throws Exception {
        file("tenants.csv", "id,name\n1,one\n1,two\n");
        file("users.csv", "id,tenant,name\n1,1,eve\n2,7,adam\n");

        assertThatThrownBy(() -> importedAll(intoAll(Defer.AUTO, 100).rejecting(new RejectLimit(1L, null), null)))
                .isInstanceOf(TooManyRejectsException.class)
                .hasMessageContaining("2 of 4 rows")
                .hasMessageContaining("tenants.rejects.csv")
                .hasMessageContaining("users.rejects.csv");
        assertThat(count("SELECT count(*) FROM tenants")).isZero();
        nothingIsLeftBeside();
    }

    @Test
    void theLedgerTellsTheFileOfEachFinding() throws Exception {
        file("tenants.csv", "id,name\n1,one\n1,two\n");
        Path users = file("users.csv", "id,tenant,name\n1,1,eve\n2,7,adam\n");
        importedAll(intoAll(Defer.AUTO, 100));

        assertThat(
                        texts(
                                "SELECT number || ' ' || subject || ' ' || code FROM shop_imports.import_findings ORDER BY number"))
                .containsExactly("0 tenants.csv row 2 DUPLICATE_KEY", "1 users.csv row 2 NO_SUCH_REFERENCE");
        assertThat(Files.readString(users.resolveSibling("users.rejects.csv"))).contains("2,7,adam,");
        assertThat(importedAll(intoAll(Defer.AUTO, 100)).notes())
                .anyMatch(note -> note.startsWith("the same files were imported before: import 1"));
    }
}
