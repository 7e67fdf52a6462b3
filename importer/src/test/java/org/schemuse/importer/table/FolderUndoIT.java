package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.importer.fixture.ReferringTables;
import org.schemuse.importer.table.TableImportRequest.Defer;
import org.schemuse.importer.table.TableImportRequest.OnConflict;

/** The undo of an import of a folder takes all its tables back. */
class FolderUndoIT extends ReferringTables {
    @ParameterizedTest
    @EnumSource(Defer.class)
    void undoTakesAllTablesBack(Defer defer) throws Exception {
        sql.execute("INSERT INTO tenants VALUES (-1, 'mine')");
        Object before = contents();
        List<String> dependents = dependents();
        write(2_000, 3, false);

        FolderImportReport report = importedAll(intoAll(defer, 500));
        addsUp(report);
        assertThat(report.rejected()).isPositive();
        assertThat(texts("SELECT state || ' ' || source || ' ' || (counts ->> 'rows') FROM shop_imports.import_runs"))
                .containsExactly("finished " + folder.getFileName() + " " + report.inserted());
        assertThat(undone(1, false).removed().keySet()).containsExactlyInAnyOrderElementsOf(TABLES);

        assertThat(contents()).isEqualTo(before);
        assertThat(dependents()).isEqualTo(dependents);
        assertThat(texts("SELECT relname FROM pg_class WHERE relnamespace = 'shop_imports'::regnamespace"
                        + " AND relname ~ '^(staged|rejects|written|replaced)_'"))
                .isEmpty();
        assertThat(importedAll(intoAll(defer, 500)).inserted()).isEqualTo(report.inserted());
    }

    @Test
    void undoRefusesWhatOthersHaveChangedAndDiscardsItIfAsked() throws Exception {
        sql.execute(TENANT_OWNER);
        write(300, 0, true);
        importedAll(intoAll(Defer.AUTO, 100));
        sql.execute("UPDATE users SET name = 'changed' WHERE id = 3");

        assertThatThrownBy(() -> undone(1, false)).hasMessageContaining("changed or deleted 1 row");
        assertThat(count("SELECT count(*) FROM users")).isEqualTo(300);
        undone(1, true);

        TABLES.forEach(
                table -> assertThat(count("SELECT count(*) FROM " + table)).isZero());
    }

    @Test
    void updatedRowsOfAllTablesGetTheirOldValuesBack() throws Exception {
        sql.execute(TENANT_OWNER + " DEFERRABLE");
        sql.execute("INSERT INTO tenants VALUES (1, 'one'), (2, 'two')");
        sql.execute("INSERT INTO users VALUES (1, 1, NULL, 'eve')");
        Object before = contents();
        file("tenants.csv", "id,name,owner\n1,uno,4\n2,two,\n3,three,1\n");
        file("users.csv", "id,tenant,name\n1,3,eve\n4,1,abel\n5,8,nobody\n");

        FolderImportReport report = importedAll(intoAll(Defer.AUTO, 100).onConflict(OnConflict.UPDATE, null));

        addsUp(report);
        assertThat(report.updated()).isEqualTo(2);
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(report.inserted()).isEqualTo(2);
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(texts("SELECT name || owner FROM tenants WHERE id = 1")).containsExactly("uno4");
        undone(1, false);
        assertThat(contents()).isEqualTo(before);
    }
}
