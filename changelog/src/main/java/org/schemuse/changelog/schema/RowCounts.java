package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.postgres.Quoting;
import org.schemuse.postgres.Sql;
import org.schemuse.postgres.SystemCatalog;

/** Counts the rows that a rollback is about to drop. */
final class RowCounts {
    private RowCounts() {}

    /**
     * Rows of every table but the ledger and the empty ones. Forced row-level security would hide rows from a plain
     * owner, so it is lifted for the count, in a transaction that is rolled back.
     */
    static Map<String, Long> of(SchemaSession session, LedgerTables ledger) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        session.connection().setAutoCommit(false);
        try {
            for (String table :
                    SystemCatalog.tables(session.connection(), session.schema().text())) {
                String name = Quoting.qualified(session.schema().text(), table);
                if (!ledger.includes(table)) {
                    long count = count(session, name);
                    if (count > 0) {
                        rows.put(table, count);
                    }
                }
            }
            return rows;
        } finally {
            session.settle();
        }
    }

    /** The counts of the tables that are named. */
    static Map<String, Long> only(Map<String, Long> rows, Collection<String> tables) {
        Map<String, Long> some = new TreeMap<>(rows);
        some.keySet().retainAll(tables);
        return some;
    }

    /** The counts of the tables that are not named. */
    static Map<String, Long> without(Map<String, Long> rows, List<String> tables) {
        Map<String, Long> some = new TreeMap<>(rows);
        some.keySet().removeAll(tables);
        return some;
    }

    private static long count(SchemaSession session, String name) throws SQLException {
        boolean hidden = Sql.isTrue(session.connection(), "SELECT pg_catalog.row_security_active(?::text)", name);
        if (hidden) {
            session.execute("ALTER TABLE " + name + " NO FORCE ROW LEVEL SECURITY");
        }
        return Sql.first(session.connection(), "SELECT pg_catalog.count(*) FROM " + name, row -> row.getLong(1))
                .orElseThrow();
    }
}
