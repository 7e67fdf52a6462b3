package org.schemuse.importer.load.merge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;
import org.schemuse.importer.load.defer.DependentObject;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.target.Reference;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetTable;

/**
 * Brings tables up to a newer input, set by set, within one transaction that has them for itself. Three sides meet in
 * a row: what an import wrote before (the audit trail and earlier updates keep it of every row that somebody changed
 * since), what stands there, and what the newer input says. What only the input changed follows the input, what only people
 * changed stays, and what both changed is a conflict.
 */
public final class Merge {
    /**
     * What became of the rows of a table.
     *
     * @param vanishedCount no longer in the input
     * @param removedCount of those vanished, how many were removed
     * @param conflictCount rows that people changed too, so that the input's word was not taken for all of it; or, if it was
     *     to win, that lost what people wrote
     */
    public record Changes(
            long unchangedCount,
            long changedCount,
            long addedCount,
            long vanishedCount,
            long removedCount,
            long conflictCount) {}

    private static final int CONFLICTS_NAMED = 50;

    private final Target target;
    private final Handle handle;
    private final ImportRun origin;
    /** A literal. */
    private final String at;

    private final MergeRules rules;
    private final UUID run;
    private final Map<String, Changes> changes = new LinkedHashMap<>();
    private final List<String> conflicts = new ArrayList<>();

    /**
     * A merge by a run into the rows that the origin brought into empty tables; {@code at} is what the staged rows bear
     * as a date where the input does not know one.
     */
    public Merge(Target target, Handle handle, UUID run, ImportRun origin, Instant at, MergeRules rules) {
        this.target = target;
        this.handle = handle;
        handle.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        this.run = run;
        this.origin = origin;
        this.at = "'" + at + "'::timestamptz";
        this.rules = rules;
    }

    /** By table. */
    public Map<String, Changes> changes() {
        return changes;
    }

    /** The first conflicts, one line each. */
    public List<String> conflicts() {
        return conflicts;
    }

    /** Does all of it; staged rows stand in temporary tables of the same names. */
    public void run(List<Reference> references) {
        TouchedRows.find(target, handle, origin);
        rules.prepare(handle, run, origin);
        AbsentRows absent = new AbsentRows(target, handle, run, rules);
        absent.leaveOut(references);
        conflicts.addAll(absent.conflicts());
        for (TargetTable table : target.tables()) {
            stage(table);
        }
        Map<TargetTable, Long> vanished = new LinkedHashMap<>();
        for (TargetTable table : target.tables()) {
            vanished.put(table, findVanished(table));
        }
        List<DependentObject> uniques = DependentObject.uniques(target, handle, this::anythingMerged);
        uniques.forEach(unique -> unique.remove(handle));
        for (TargetTable table : target.tables()) {
            apply(table);
        }
        rules.written(handle);
        Map<String, Long> removed = new Removal(target, handle, run).removeVanished(references);
        rules.removed(handle, run, origin);
        uniques.forEach(unique -> unique.makeAgain(handle));
        for (TargetTable table : target.tables()) {
            count(table, vanished.getOrDefault(table, 0L), removed.getOrDefault(table.name(), 0L));
        }
    }

    private boolean anythingMerged(String table) {
        int place = target.tables().named(table).place();
        return handle.createQuery("SELECT EXISTS (SELECT FROM merged_" + place + ")")
                .mapTo(Boolean.class)
                .one();
    }

    private Update bound(String sql, TargetTable table) {
        return handle.createUpdate(sql)
                .define("table", table.name())
                .define("place", table.place())
                .bind("table", table.name())
                .bind("run", run);
    }

    /** Finds the rows that differ, new or not, and what they become. */
    private void stage(TargetTable table) {
        MergeColumns columns = new MergeColumns(table, rules.of(table), rules.newerWins(), at);
        handle.createUpdate("""
                        CREATE TEMP TABLE merged_<place> ON COMMIT DROP AS
                        SELECT m.*, cur.id IS NULL AS is_new, cur.id IS NOT NULL AND <changed> AS changed
                        FROM (
                            SELECT s.id, <merged>, t.id IS NOT NULL AS kept, <stale> AS stale, <conflicts> AS conflicts
                            FROM pg_temp.<table> s
                            LEFT JOIN <table> cur ON cur.id = s.id
                            LEFT JOIN touched t ON t.table_name = <literal> AND t.id = s.id
                            LEFT JOIN LATERAL jsonb_populate_record(cur, t.base) b ON t.id IS NOT NULL
                        ) m LEFT JOIN <table> cur ON cur.id = m.id
                        WHERE cur.id IS NULL OR m.kept OR <changed> OR <moved>
                        """)
                .define("table", table.name())
                .define("place", table.place())
                .define("literal", table.literal())
                .define("merged", columns.merged())
                .define("stale", columns.stale())
                .define("conflicts", columns.conflicts())
                .define("changed", columns.changed())
                .define("moved", columns.moved())
                .execute();
        handle.execute("ANALYZE merged_" + table.place());
    }

    private long findVanished(TargetTable table) {
        handle.execute("CREATE TEMP TABLE IF NOT EXISTS vanished (table_name text, id uuid, goes boolean,"
                + " PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        TableRules known = rules.of(table);
        List<String> keys = AbsentRows.keys(handle, table);
        String replaced = keys.isEmpty()
                ? "false"
                : "EXISTS (SELECT FROM pg_temp.<table> s WHERE " + String.join(" OR ", keys) + ")";
        replaced += " OR " + known.replaced();
        return bound("""
                        INSERT INTO vanished
                        SELECT :table, cur.id, t.id IS NULL AND (:always OR <replaced>)
                        FROM <table> cur LEFT JOIN touched t ON t.table_name = :table AND t.id = cur.id
                        WHERE NOT coalesce(t.theirs, false)
                            AND NOT EXISTS (SELECT FROM pg_temp.<table> s WHERE s.id = cur.id)
                            AND NOT EXISTS (SELECT FROM absent a WHERE a.table_name = :table AND a.id = cur.id)
                        """.replace("<replaced>", replaced), table)
                .bind("always", known.mirror() || rules.removeVanished())
                .execute();
    }

    private void apply(TargetTable table) {
        MergeColumns columns = new MergeColumns(table, rules.of(table), rules.newerWins(), at);
        bound("""
                INSERT INTO import_changes
                SELECT :run, :table, m.id, CASE WHEN is_new THEN 'added' ELSE 'changed' END,
                       CASE WHEN m.changed THEN to_jsonb(cur) <fixed>
                            WHEN NOT is_new THEN (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(cur))
                                WHERE key IN (<followed>)) END
                FROM merged_<place> m LEFT JOIN <table> cur ON cur.id = m.id
                WHERE is_new OR m.changed OR <moved>
                """, table)
                .define("moved", columns.moved())
                .define("fixed", TableRules.without(rules.of(table).fixed()))
                .define("followed", columns.followed())
                .execute();
        bound("""
                INSERT INTO import_changes SELECT :run, :table, m.id, 'kept', to_jsonb(s) <hidden>
                FROM merged_<place> m JOIN pg_temp.<table> s ON s.id = m.id WHERE m.kept
                ON CONFLICT DO NOTHING
                """, table).define("hidden", columns.hidden()).execute();
        bound("UPDATE <table> cur SET <assignments> FROM merged_<place> m WHERE m.id = cur.id", table)
                .define("assignments", columns.assignments())
                .execute();
        bound("""
                INSERT INTO <table> (id, <names>) SELECT s.id, <staged>
                FROM pg_temp.<table> s JOIN merged_<place> m ON m.id = s.id AND m.is_new
                """, table)
                .define("names", columns.names())
                .define("staged", columns.staged())
                .execute();
    }

    private void count(TargetTable table, long vanished, long removed) {
        String name = table.name();
        Changes counted = handle.createQuery("""
                        SELECT (SELECT count(*) FROM pg_temp.<table>) AS staged,
                               count(*) FILTER (WHERE is_new) AS added,
                               count(*) FILTER (WHERE changed) AS changed,
                               count(*) FILTER (WHERE conflicts != '{}') AS conflicts
                        FROM merged_<place>
                        """)
                .define("table", name)
                .define("place", table.place())
                .map((rs, context) -> new Changes(
                        rs.getLong("staged") - rs.getLong("added") - rs.getLong("changed"),
                        rs.getLong("changed"),
                        rs.getLong("added"),
                        vanished,
                        removed,
                        rs.getLong("conflicts")))
                .one();
        changes.put(name, counted);
        if (counted.conflictCount() > 0) {
            conflicts.addAll(handle.createQuery("""
                            SELECT :table || ' ' || id || ': ' || array_to_string(conflicts, ', ') FROM merged_<place>
                            WHERE conflicts != '{}' ORDER BY id LIMIT :most
                            """)
                    .define("place", table.place())
                    .bind("table", name)
                    .bind("most", CONFLICTS_NAMED)
                    .mapTo(String.class)
                    .list());
        }
    }
}
