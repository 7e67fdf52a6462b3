package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.schemuse.changelog.catalog.LedgerTables;

/** Counts the rows that a rollback is about to drop. */
final class RowCounts {
    /** A partition's rows are counted with its table. */
    private static final String TABLES = "SELECT c.relname FROM pg_catalog.pg_class c"
            + " WHERE c.relnamespace = (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = ?)"
            + " AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY c.relname";

    private RowCounts() {}

    /**
     * Rows of every table but the ledger and the empty ones. Row-level security would hide rows from a plain owner,
     * so it is set aside for the count, in a transaction that is rolled back.
     */
    static Map<String, Long> of(SchemaSession session, LedgerTables ledger) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        session.connection().setAutoCommit(false);
        try {
            for (String table : session.texts(TABLES, session.schema().text())) {
                String name = session.schema().quoted() + "." + SchemaSession.quoted(table);
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
        boolean hidden = session.texts("SELECT pg_catalog.row_security_active(?::text)::text", name)
                .contains("true");
        if (hidden) {
            session.execute("ALTER TABLE " + name + " NO FORCE ROW LEVEL SECURITY");
        }
        return Long.parseLong(
                session.texts("SELECT pg_catalog.count(*)::text FROM " + name).get(0));
    }
}
