package org.schemuse.importer.load.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;
import org.schemuse.importer.load.target.Reference;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetTable;
import org.schemuse.postgres.Quoting;

/**
 * Staged rows that a merge leaves out, because the row was deleted locally, a local row has its name, or what
 * it belongs to is left out. What the input says of them is recorded, because the tables will not say it.
 */
final class AbsentRows {
    private final Target target;
    private final MergeRules rules;
    private final Handle handle;
    private final UUID run;
    private final List<String> conflicts = new ArrayList<>();

    AbsentRows(Target target, Handle handle, UUID run, MergeRules rules) {
        this.target = target;
        this.rules = rules;
        this.handle = handle;
        handle.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        this.run = run;
    }

    /** One line per table and key, of rows left out because their names are taken. */
    List<String> conflicts() {
        return conflicts;
    }

    private Update bound(String sql, String table) {
        return handle.createUpdate(sql)
                .define("table", table)
                .bind("table", table)
                .bind("run", run);
    }

    /** Finds them in the temporary table {@code absent}, records them, and deletes them from the staged rows. */
    void leaveOut(List<Reference> references) {
        handle.execute(
                "CREATE TEMP TABLE absent (table_name text, id uuid, PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        for (TargetTable table : target.tables()) {
            bound("""
                    INSERT INTO absent SELECT :table, s.id FROM pg_temp.<table> s
                    JOIN touched t ON t.table_name = :table AND t.id = s.id
                    LEFT JOIN <table> cur ON cur.id = s.id
                    WHERE t.theirs OR cur.id IS NULL
                    """, table.name()).execute();
            for (String key : keys(handle, table)) {
                withholdTaken(table, key);
            }
        }
        boolean more = handle.createQuery("SELECT EXISTS (SELECT FROM absent)")
                .mapTo(Boolean.class)
                .one();
        while (more) {
            more = false;
            for (Reference reference : references) {
                more |= reference.fromTarget() && withhold(reference);
            }
        }
        for (TargetTable table : target.tables()) {
            record(table);
            bound(
                            "DELETE FROM pg_temp.<table> s USING absent a WHERE a.table_name = :table AND a.id = s.id",
                            table.name())
                    .execute();
        }
    }

    /** Also of rows that were deleted locally and that the input no longer has, so that nobody expects them back. */
    private void record(TargetTable table) {
        bound("""
                INSERT INTO import_changes SELECT :run, :table, s.id, 'withheld', to_jsonb(s) <hidden>
                FROM pg_temp.<table> s JOIN absent a ON a.table_name = :table AND a.id = s.id
                ON CONFLICT DO NOTHING
                """, table.name())
                .define("hidden", TableRules.without(rules.of(table).secret()))
                .execute();
        bound("""
                INSERT INTO import_changes SELECT :run, :table, t.id, 'vanished', NULL FROM touched t
                WHERE t.table_name = :table AND NOT t.theirs
                    AND NOT EXISTS (SELECT FROM <table> cur WHERE cur.id = t.id)
                    AND NOT EXISTS (SELECT FROM pg_temp.<table> s WHERE s.id = t.id)
                """, table.name()).execute();
    }

    /** The columns that are unique together in a table beside its id, as conditions between {@code s} and {@code cur}. */
    static List<String> keys(Handle handle, TargetTable table) {
        return handle.createQuery("""
                        SELECT (SELECT string_agg(format('s.%1$I = cur.%1$I', a.attname), ' AND ')
                                FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey))
                        FROM pg_constraint c
                        WHERE c.contype = 'u' AND c.conrelid = to_regclass(:table)
                        """)
                .bind("table", table.name())
                .mapTo(String.class)
                .list();
    }

    /**
     * A name that a local row has stays with it. One that a vanished row of an import has goes to the input's row, unless
     * users are known by it.
     */
    private void withholdTaken(TargetTable table, String key) {
        String vanished = rules.of(table).keepsNames()
                ? "OR NOT EXISTS (SELECT FROM pg_temp." + table.name() + " x WHERE x.id = cur.id)"
                : "";
        long taken = bound("""
                        INSERT INTO absent SELECT :table, s.id FROM pg_temp.<table> s
                        JOIN <table> cur ON <key> AND cur.id != s.id
                        LEFT JOIN touched t ON t.table_name = :table AND t.id = cur.id
                        WHERE t.id IS NOT NULL <vanished>
                        ON CONFLICT DO NOTHING
                        """, table.name())
                .define("key", key)
                .define("vanished", vanished)
                .execute();
        if (taken > 0) {
            conflicts.add(taken + " rows of " + table.name() + " left out: their names are taken here ("
                    + key.replaceAll("s\\.(\\w+) = cur\\.\\w+", "$1").replace(" AND ", ", ") + ")");
        }
    }

    /** @return whether a staged row is left out that was not before */
    private boolean withhold(Reference reference) {
        String leads = "EXISTS (SELECT FROM absent a WHERE a.table_name = " + Quoting.literal(reference.target())
                + " AND a.id = s."
                + reference.from().get(0) + " AND NOT EXISTS (SELECT FROM " + reference.target()
                + " w WHERE w.id = a.id))";
        if (reference.cascades()) {
            return bound(
                                    "INSERT INTO absent SELECT :table, s.id FROM pg_temp.<table> s WHERE " + leads
                                            + " ON CONFLICT DO NOTHING",
                                    reference.table())
                            .execute()
                    > 0;
        }
        bound(
                        "INSERT INTO import_changes SELECT :run, :table, s.id, 'kept', to_jsonb(s) <hidden>"
                                + " FROM pg_temp.<table> s WHERE " + leads + " ON CONFLICT DO NOTHING",
                        reference.table())
                .define(
                        "hidden",
                        TableRules.without(rules.of(target.tables().named(reference.table()))
                                .secret()))
                .execute();
        bound("UPDATE pg_temp.<table> s SET " + reference.cleared() + " WHERE " + leads, reference.table())
                .execute();
        return false;
    }
}
