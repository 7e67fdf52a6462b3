package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.target.TargetSchema;

/** Imports by a role that row-level security or missing privileges keep from seeing rows. */
class TableRolesIT extends ImportedTables {
    /** PostgreSQL looks for the row referred to with the rights of its table's owner. */
    @Test
    void aReferenceToARowThatTheRoleMayNotSeeIsTheServersToJudge() throws Exception {
        DataSource importer = ledgerOwner("shop_importer");
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
        DataSource owner = ledgerOwner("shop_importer");
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
}
