package org.schemuse.importer.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;
import org.schemuse.importer.row.Table;

/**
 * Brings a world up to a newer dump, set by set, within one transaction that has the world for itself. Three sides meet in
 * a row: what an import wrote before (the audit trail and earlier updates keep it of every row that somebody changed
 * since), what stands there, and what the newer dump says. What only the dump changed follows the dump, what only people
 * changed stays, and what both changed is a conflict.
 */
public final class Merge {
    /**
     * What became of the rows of a table.
     *
     * @param gone no longer in the dump
     * @param removed of those gone, how many were removed
     * @param conflicts rows that people changed too, so that the dump's word was not taken for all of it; or, if it was
     *     to win, that lost what people wrote
     */
    public record Changes(long unchanged, long changed, long added, long gone, long removed, long conflicts) {}

    /** How a merge goes on where it could go either way. */
    public record Rules(boolean removeVanished, boolean dumpWins) {}

    private static final int CONFLICTS_NAMED = 50;

    private final Handle handle;
    private final ImportRun origin;
    /** A literal. */
    private final String at;

    private final Rules rules;
    private final UUID run;
    private final Map<String, Changes> changes = new LinkedHashMap<>();
    private final List<String> conflicts = new ArrayList<>();

    /**
     * A merge by a run into the world that the origin brought into an empty schema; {@code at} is what the staged rows bear
     * as a date where the dump does not know one.
     */
    public Merge(Handle handle, UUID run, ImportRun origin, Instant at, Rules rules) {
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

    /** Does all of it; staged rows stand in temporary tables of the world's names. */
    void run(List<Reference> references) {
        findTouched();
        matchMail();
        findAbsent(references);
        for (Table table : Table.values()) {
            stage(table);
        }
        Map<Table, Long> vanished = new LinkedHashMap<>();
        for (Table table : Table.values()) {
            vanished.put(table, findVanished(table));
        }
        List<Attachment> uniques = Attachment.uniques(handle, this::anythingMerged);
        uniques.forEach(unique -> unique.remove(handle));
        for (Table table : Table.values()) {
            apply(table);
        }
        Map<String, Long> removed = new Removal(handle, run).removeVanished(references);
        uniques.forEach(unique -> unique.makeAgain(handle));
        for (Table table : Table.values()) {
            count(table, vanished.get(table), removed.getOrDefault(table.sqlName(), 0L));
        }
    }

    private boolean anythingMerged(String table) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM merged_" + table + ")")
                .mapTo(Boolean.class)
                .one();
    }

    private Update bound(String sql, String table) {
        return handle.createUpdate(sql)
                .define("table", table)
                .bind("table", table)
                .bind("run", run);
    }

    /**
     * Of each row that people touched since an import wrote it, what that import wrote; kept rows say it themselves. What
     * an update's undo discarded is as if it had never been.
     */
    private void findTouched() {
        handle.execute("CREATE TEMP TABLE touched (table_name text, id uuid, theirs boolean, base jsonb,"
                + " PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        handle.createUpdate("""
                        WITH done AS (
                            SELECT c.*, r.started_at FROM import_changes c JOIN import_runs r ON r.id = c.run_id
                            WHERE r.state = 'finished' AND r.started_at > :since
                        ), said AS (
                            SELECT DISTINCT ON (table_name, row_id) table_name, row_id, old_data
                            FROM done WHERE action = 'kept' ORDER BY table_name, row_id, started_at DESC
                        ), written AS (
                            SELECT table_name, row_id, max(started_at) AS at FROM done
                            WHERE action IN ('added', 'changed') GROUP BY table_name, row_id
                        ), void AS (
                            SELECT c.table_name, c.row_id, r.started_at, r.finished_at
                            FROM import_changes c JOIN import_runs r ON r.id = c.run_id
                            WHERE r.state = 'undone' AND r.started_at > :since
                                AND (c.action = 'added' OR c.action = 'changed' AND c.old_data ->> 'id' IS NOT NULL)
                                AND NOT EXISTS (SELECT FROM import_changes k WHERE k.action = 'kept'
                                    AND (k.run_id, k.table_name, k.row_id) = (c.run_id, c.table_name, c.row_id))
                        ), events AS (
                            SELECT DISTINCT ON (a.table_name, a.record_id) a.table_name, a.record_id, a.action, a.old_data
                            FROM audit_logs a
                            LEFT JOIN written w ON w.table_name = a.table_name AND w.row_id = a.record_id
                            WHERE a.table_name IN (<tables>) AND a.record_id IS NOT NULL
                                AND a.changed_at >= coalesce(w.at, :since)
                                AND NOT EXISTS (SELECT FROM void v WHERE a.action != 'DELETE'
                                    AND (v.table_name, v.row_id) = (a.table_name, a.record_id)
                                    AND a.changed_at BETWEEN v.started_at AND v.finished_at)
                            ORDER BY a.table_name, a.record_id, a.changed_at, a.cmin::text::bigint, a.ctid
                        )
                        INSERT INTO touched
                        SELECT coalesce(events.table_name, said.table_name), coalesce(record_id, row_id),
                               coalesce(action, '') = 'INSERT', coalesce(said.old_data, events.old_data)
                        FROM events FULL JOIN said ON said.table_name = events.table_name AND row_id = record_id
                        """)
                .bind("since", origin.startedAt())
                .bindList(
                        "tables",
                        Arrays.stream(Table.values()).map(Table::sqlName).toList())
                .execute();
        handle.execute("ANALYZE touched");
    }

    /** A mail's place in the dump changes when an older one is deleted: what makes it the same mail is what it says. */
    private void matchMail() {
        handle.createUpdate("""
                        WITH staged AS (
                            SELECT id, sender_id, recipient_id, created_at, content, row_number() OVER same AS n
                            FROM pg_temp.messages
                            WINDOW same AS (PARTITION BY sender_id, recipient_id, created_at, content ORDER BY position)
                        ), present AS (
                            SELECT id, sender_id, recipient_id, created_at, content, row_number() OVER same AS n
                            FROM messages m
                            WHERE NOT EXISTS (SELECT FROM touched t
                                WHERE t.table_name = 'messages' AND t.id = m.id AND t.theirs)
                            WINDOW same AS (PARTITION BY sender_id, recipient_id, created_at, content ORDER BY position)
                        ), matched AS (
                            SELECT s.id AS staged, coalesce(p.id, CASE
                                WHEN EXISTS (SELECT FROM messages m WHERE m.id = s.id)
                                THEN md5('mail ' || :run || ' ' || s.id)::uuid ELSE s.id END) AS id
                            FROM staged s LEFT JOIN present p
                                ON (p.created_at, p.content, p.n) = (s.created_at, s.content, s.n)
                                AND (p.sender_id, p.recipient_id) IS NOT DISTINCT FROM (s.sender_id, s.recipient_id)
                        )
                        UPDATE pg_temp.messages m SET id = matched.id FROM matched WHERE matched.staged = m.id
                        """).bind("run", run.toString()).execute();
    }

    /** Staged rows that will not stand in the world, because people deleted them there or took their place. */
    private void findAbsent(List<Reference> references) {
        handle.execute(
                "CREATE TEMP TABLE absent (table_name text, id uuid, PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        for (Table table : Table.values()) {
            bound("""
                    INSERT INTO absent SELECT :table, s.id FROM pg_temp.<table> s
                    JOIN touched t ON t.table_name = :table AND t.id = s.id
                    LEFT JOIN <table> cur ON cur.id = s.id
                    WHERE t.theirs OR cur.id IS NULL
                    """, table.sqlName()).execute();
            for (String key : keys(table)) {
                withholdTaken(table, key);
            }
        }
        boolean more = handle.createQuery("SELECT EXISTS (SELECT FROM absent)")
                .mapTo(Boolean.class)
                .one();
        while (more) {
            more = false;
            for (Reference reference : references) {
                more |= reference.fromWorld() && withhold(reference);
            }
        }
        for (Table table : Table.values()) {
            bound(
                            "DELETE FROM pg_temp.<table> s USING absent a WHERE a.table_name = :table AND a.id = s.id",
                            table.sqlName())
                    .execute();
        }
    }

    /** The columns that are unique together in a table beside its id, as conditions between {@code s} and {@code cur}. */
    private List<String> keys(Table table) {
        return handle.createQuery("""
                        SELECT (SELECT string_agg(format('s.%1$I = cur.%1$I', a.attname), ' AND ')
                                FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey))
                        FROM pg_constraint c
                        WHERE c.contype = 'u' AND c.conrelid = to_regclass(:table)
                        """)
                .bind("table", table.sqlName())
                .mapTo(String.class)
                .list();
    }

    /**
     * A name that is taken by somebody else's row stays with it. One that a vanished row of an import has goes over to
     * the dump's row, unless people are known by it.
     */
    private void withholdTaken(Table table, String key) {
        String vanished = table == Table.USERS || table == Table.CHANNELS
                ? "OR NOT EXISTS (SELECT FROM pg_temp." + table.sqlName() + " x WHERE x.id = cur.id)"
                : "";
        long taken = bound("""
                        INSERT INTO absent SELECT :table, s.id FROM pg_temp.<table> s
                        JOIN <table> cur ON <key> AND cur.id != s.id
                        LEFT JOIN touched t ON t.table_name = :table AND t.id = cur.id
                        WHERE t.id IS NOT NULL <vanished>
                        ON CONFLICT DO NOTHING
                        """, table.sqlName())
                .define("key", key)
                .define("vanished", vanished)
                .execute();
        if (taken > 0) {
            conflicts.add(taken + " rows of " + table.sqlName() + " left out: their names are taken here ("
                    + key.replaceAll("s\\.(\\w+) = cur\\.\\w+", "$1").replace(" AND ", ", ") + ")");
        }
    }

    private boolean withhold(Reference reference) {
        String leads = "EXISTS (SELECT FROM absent a WHERE a.table_name = '" + reference.target() + "' AND a.id = s."
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
        bound("UPDATE pg_temp.<table> s SET " + reference.cleared() + " WHERE " + leads, reference.table())
                .execute();
        return false;
    }

    /** Finds the rows that differ, new or not, and what they become. */
    private void stage(Table table) {
        MergeColumns columns = new MergeColumns(table, rules.dumpWins(), at);
        handle.createUpdate("""
                        CREATE TEMP TABLE merged_<table> ON COMMIT DROP AS
                        SELECT m.*, cur.id IS NULL AS is_new, cur.id IS NOT NULL AND <changed> AS changed
                        FROM (
                            SELECT s.id, <merged>, t.id IS NOT NULL AS kept, <stale> AS stale, <conflicts> AS conflicts
                            FROM pg_temp.<table> s
                            LEFT JOIN <table> cur ON cur.id = s.id
                            LEFT JOIN touched t ON t.table_name = <literal> AND t.id = s.id
                            LEFT JOIN LATERAL jsonb_populate_record(NULL::<table>, t.base) b ON t.id IS NOT NULL
                        ) m LEFT JOIN <table> cur ON cur.id = m.id
                        WHERE cur.id IS NULL OR m.kept OR <changed> OR <moved>
                        """)
                .define("table", table.sqlName())
                .define("literal", "'" + table.sqlName() + "'")
                .define("merged", columns.merged())
                .define("stale", columns.stale())
                .define("conflicts", columns.conflicts())
                .define("changed", columns.changed())
                .define("moved", columns.moved())
                .execute();
        handle.execute("ANALYZE merged_" + table.sqlName());
    }

    private long findVanished(Table table) {
        handle.execute("CREATE TEMP TABLE IF NOT EXISTS vanished (table_name text, id uuid, goes boolean,"
                + " PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        boolean mirror = table == Table.LEGACY_OBJECTS || table == Table.LEGACY_PASSWORDS;
        List<String> keys = keys(table);
        String replaced = keys.isEmpty()
                ? "false"
                : "EXISTS (SELECT FROM pg_temp.<table> s WHERE " + String.join(" OR ", keys) + ")";
        return bound("""
                        INSERT INTO vanished
                        SELECT :table, cur.id, t.id IS NULL AND (:always OR <replaced>)
                        FROM <table> cur LEFT JOIN touched t ON t.table_name = :table AND t.id = cur.id
                        WHERE NOT coalesce(t.theirs, false)
                            AND NOT EXISTS (SELECT FROM pg_temp.<table> s WHERE s.id = cur.id)
                            AND NOT EXISTS (SELECT FROM absent a WHERE a.table_name = :table AND a.id = cur.id)
                        """.replace("<replaced>", replaced), table.sqlName())
                .bind("always", mirror || rules.removeVanished())
                .execute();
    }

    private void apply(Table table) {
        MergeColumns columns = new MergeColumns(table, rules.dumpWins(), at);
        String name = table.sqlName();
        bound("""
                INSERT INTO import_changes
                SELECT :run, :table, m.id, CASE WHEN is_new THEN 'added' ELSE 'changed' END,
                       CASE WHEN m.changed THEN to_jsonb(cur)
                            WHEN NOT is_new THEN (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(cur))
                                WHERE key IN ('position', 'line', 'byte_offset', 'created_at', 'updated_at')) END
                FROM merged_<table> m LEFT JOIN <table> cur ON cur.id = m.id
                WHERE is_new OR m.changed OR <moved>
                """, name).define("moved", columns.moved()).execute();
        bound("""
                INSERT INTO import_changes SELECT :run, :table, m.id, 'kept', to_jsonb(s) - 'password_hash'
                FROM merged_<table> m JOIN pg_temp.<table> s ON s.id = m.id WHERE m.kept
                """, name).execute();
        bound("UPDATE <table> cur SET <assignments> FROM merged_<table> m WHERE m.id = cur.id", name)
                .define("assignments", columns.assignments())
                .execute();
        bound("""
                INSERT INTO <table> (id, <names>) SELECT s.id, <staged>
                FROM pg_temp.<table> s JOIN merged_<table> m ON m.id = s.id AND m.is_new
                """, name)
                .define("names", columns.names())
                .define("staged", columns.staged())
                .execute();
    }

    private void count(Table table, long vanished, long removed) {
        String name = table.sqlName();
        Changes counted = handle.createQuery("""
                        SELECT (SELECT count(*) FROM pg_temp.<table>) AS staged,
                               count(*) FILTER (WHERE is_new) AS added,
                               count(*) FILTER (WHERE changed) AS changed,
                               count(*) FILTER (WHERE conflicts != '{}') AS conflicts
                        FROM merged_<table>
                        """)
                .define("table", name)
                .map((rs, context) -> new Changes(
                        rs.getLong("staged") - rs.getLong("added") - rs.getLong("changed"),
                        rs.getLong("changed"),
                        rs.getLong("added"),
                        vanished,
                        removed,
                        rs.getLong("conflicts")))
                .one();
        changes.put(name, counted);
        if (counted.conflicts() > 0) {
            conflicts.addAll(handle.createQuery("""
                            SELECT :table || ' ' || id || ': ' || array_to_string(conflicts, ', ') FROM merged_<table>
                            WHERE conflicts != '{}' ORDER BY id LIMIT :most
                            """)
                    .define("table", name)
                    .bind("table", name)
                    .bind("most", CONFLICTS_NAMED)
                    .mapTo(String.class)
                    .list());
        }
    }
}
