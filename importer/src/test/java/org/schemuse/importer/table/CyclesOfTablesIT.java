package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.importer.fixture.ReferringTables;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.TableImportRequest.Defer;
import org.schemuse.importer.table.TableImportRequest.OnConflict;

/** Folders of tables that refer to each other, so that none of them can come first. */
class CyclesOfTablesIT extends ReferringTables {
    /** Tables that refer to each other: what is left when everything that refers to nothing has been deleted. */
    @ParameterizedTest
    @ValueSource(strings = {"", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"})
    void rowsOfACycleStayIfAllThatTheyNeedStays(String deferrable) throws Exception {
        sql.execute(TENANT_OWNER + deferrable);
        write(900, 4, true);
        copyInto("given");
        sql.execute("CREATE TEMP TABLE t AS SELECT DISTINCT ON (name) id::int, name, owner::int FROM given.tenants"
                + " ORDER BY name, line");
        sql.execute(
                "CREATE TEMP TABLE u AS SELECT id::int, tenant::int, boss::int, name FROM given.users WHERE name <> ''");
        sql.execute("CREATE TEMP TABLE o AS SELECT id::bigint, buyer::int, tenant::int, cents::int FROM given.orders"
                + " WHERE cents <> 'much'");
        // Keys are all different here, so that no row depends on who comes first.
        sql.execute("DELETE FROM u WHERE id IN (SELECT id FROM u GROUP BY id HAVING count(*) > 1)");
        rewriteUsers("SELECT json_build_object('id', id, 'tenant', tenant, 'boss', boss, 'name', name)::text FROM u");
        rewriteTenants("SELECT id || ',' || name || ',' || owner FROM t");
        for (int lost = 1; lost > 0; ) {
            lost = sql.execute("DELETE FROM u WHERE NOT EXISTS (SELECT FROM t WHERE t.id = u.tenant)"
                    + " OR boss IS NOT NULL AND NOT EXISTS (SELECT FROM u b WHERE b.id = u.boss)");
            lost += sql.execute("DELETE FROM t WHERE NOT EXISTS (SELECT FROM u WHERE u.id = t.owner)");
        }
        sql.execute("DELETE FROM o WHERE NOT EXISTS (SELECT FROM u WHERE u.id = o.buyer)"
                + " OR tenant IS NOT NULL AND NOT EXISTS (SELECT FROM t WHERE t.id = o.tenant)");

        FolderImportReport report = importedAll(intoAll(Defer.AUTO, 100));

        addsUp(report);
        assertThat(count("SELECT count(*) FROM u")).isPositive();
        same("SELECT id, name, owner FROM tenants", "SELECT * FROM t");
        same("SELECT id, tenant, boss, name FROM users", "SELECT * FROM u");
        same("SELECT id, buyer, tenant, cents FROM orders", "SELECT * FROM o");
        undone(1, false);
        assertThat(count("SELECT count(*) FROM users")).isZero();
    }

    private void rewriteUsers(String query) throws IOException {
        file("users.jsonl", String.join("\n", texts(query)) + "\n");
    }

    private void rewriteTenants(String query) throws IOException {
        file("01_Tenants.csv", "id,name,owner\n" + String.join("\n", texts(query)) + "\n");
    }

    /** Both tables have rows, so neither may be closed unasked, and neither can come first. */
    @Test
    void openTablesWithoutAnOrderAreRefusedBeforeAnythingIsRead() throws Exception {
        sql.execute(TENANT_OWNER);
        sql.execute("INSERT INTO tenants VALUES (-1, 'mine')");
        sql.execute("INSERT INTO users VALUES (-1, -1, NULL, 'me')");
        file("tenants.csv", "id,name,owner\n1,one,1\n");
        file("users.csv", "id,tenant,name\n1,1,eve\n");

        assertThatThrownBy(() -> importedAll(intoAll(Defer.AUTO, 100)))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("tables tenants, users refer to each other")
                .hasMessageContaining("--defer always");
        assertThatThrownBy(() -> importedAll(intoAll(Defer.AUTO, 100).onlyJudging()))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("--defer always");
        assertThatThrownBy(() -> importedAll(intoAll(Defer.ALWAYS, 100).onConflict(OnConflict.SKIP, null)))
                .isInstanceOf(ImportRefusedException.class)
                .hasMessageContaining("import one of them first")
                .hasMessageNotContaining("--defer always");
        assertThat(count("SELECT count(*) FROM shop_imports.import_runs")).isZero();

        FolderImportReport report = importedAll(intoAll(Defer.ALWAYS, 100));
        assertThat(report.inserted()).isEqualTo(2);
        assertThat(texts("SELECT owner::text FROM tenants WHERE id = 1")).containsExactly("1");
    }

    /** One of them is empty: closing that is enough. */
    @Test
    void oneClosedTableIsEnoughForACycle() throws Exception {
        sql.execute(TENANT_OWNER);
        sql.execute("INSERT INTO tenants VALUES (-1, 'mine')");
        List<String> dependents = dependents();
        file("tenants.csv", "id,name,owner\n1,one,1\n2,two,9\n3,three,3\n");
        file("users.csv", "id,tenant,name\n1,1,eve\n2,-1,adam\n3,2,lost\n");

        FolderImportReport report = importedAll(intoAll(Defer.AUTO, 100));

        assertThat(texts("SELECT id::text FROM tenants ORDER BY id")).containsExactly("-1", "1");
        assertThat(texts("SELECT id::text FROM users ORDER BY id")).containsExactly("1", "2");
        assertThat(report.rejected()).isEqualTo(3);
        assertThat(ways(report).get("tenants")).contains("the table has rows");
        assertThat(ways(report).get("users")).startsWith("with deferred");
        assertThat(dependents()).isEqualTo(dependents);
    }

    /** A reference that no file fills keeps nobody waiting. */
    @Test
    void aCycleWhoseKeyNoFileFillsIsNone() throws Exception {
        sql.execute(TENANT_OWNER);
        sql.execute("INSERT INTO tenants VALUES (-1, 'mine')");
        sql.execute("INSERT INTO users VALUES (-1, -1, NULL, 'me')");
        file("tenants.jsonl", "{\"id\": 1, \"name\": \"one\"}\n");
        file("users.jsonl", "{\"id\": 1, \"tenant\": 1, \"name\": \"eve\"}\n");

        assertThat(importedAll(intoAll(Defer.AUTO, 100)).inserted()).isEqualTo(2);
    }
}
