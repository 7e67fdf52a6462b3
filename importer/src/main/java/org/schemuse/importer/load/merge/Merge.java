package org.schemuse.importer.load.merge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;
import org.schemuse.importer.load.defer.DependentObject;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.target.Reference;
import org.schemuse.importer.mud.row.WorldTable;

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
     * @param vanishedCount no longer in the dump
     * @param removedCount of those vanished, how many were removed
     * @param conflictCount rows that people changed too, so that the dump's word was not taken for all of it; or, if it was
     *     to win, that lost what people wrote
     */
    public record Changes(
            long unchangedCount,
            long changedCount,
            long addedCount,
            long vanishedCount,
            long removedCount,
            long conflictCount) {}

    /**
     * What a merge does where it could do either.
     *
     * @param removeVanished whether rows that the dump no longer has are deleted, as far as nothing needs them
     * @param dumpWins whether the dump's value is written where both sides changed a column
     * @param lockVanishedPlayers whether accounts of players who are no longer in the dump are locked
     * @param allowOtherWorld whether a dump is taken that seems to be one of another world
     * @param keepUpdates how many updates stay listed and can be undone, the latest first; at least 1
     */
    public record Rules(
            boolean removeVanished,
            boolean dumpWins,
            boolean lockVanishedPlayers,
            boolean allowOtherWorld,
            int keepUpdates) {
        /** How many updates stay listed unless asked otherwise: a month of nights. */
        public static final int KEPT_UPDATES = 30;

        public Rules(boolean removeVanished, boolean dumpWins) {
            this(removeVanished, dumpWins, true, false, KEPT_UPDATES);
        }
    }

    private static final int CONFLICTS_NAMED = 50;

    /** Both were merged by themselves; where rows were deleted locally they could part. */
    private static final String DESCRIBE = """
            UPDATE objects o SET description = said.text
            FROM touched t CROSS JOIN LATERAL (
                SELECT max(a.value #>> '{}') AS text FROM attributes a LEFT JOIN attribute_definitions d ON d.id = a.definition_id
                WHERE a.object_id = t.id AND (a.name = 'builtin.Desc' OR a.name = 'Desc' AND d.object_id IS NULL)
            ) said
            WHERE t.table_name = 'objects' AND t.id = o.id AND o.description IS DISTINCT FROM said.text
            """;

    /** What vanished before is not listed again by each update. */
    private static final String CHANGED = """
            SELECT c.action, c.row_id AS id, CASE WHEN c.action = 'vanished' THEN to_jsonb(cur)
                       WHEN c.action IN ('changed', 'removed') THEN c.old_data - 'created_at' - 'position' END AS old,
                   CASE WHEN c.action NOT IN ('removed', 'vanished') THEN to_jsonb(cur) END AS new
            FROM import_changes c LEFT JOIN <table> cur ON cur.id = c.row_id
            WHERE c.run_id = :run AND c.table_name = :table
                AND (c.action IN ('added', 'changed', 'removed', 'locked', 'unlocked') OR c.action = 'vanished' AND cur.id IS NOT NULL
                    AND NOT EXISTS (SELECT FROM import_changes p WHERE p.run_id = :before AND p.table_name = :table
                        AND p.row_id = c.row_id AND p.action = 'vanished'))
            """;

    private final Handle handle;
    private final ImportRun origin;
    /** A literal. */
    private final String at;

    private final Rules rules;
    private final UUID run;
    private final Map<String, Changes> changes = new LinkedHashMap<>();
    private final List<String> conflicts = new ArrayList<>();
    private final VanishedPlayers players;
    private List<VanishedPlayers.Account> vanishedPlayers = List.of();

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
        this.players = new VanishedPlayers(handle, run);
    }

    /** By table. */
    public Map<String, Changes> changes() {
        return changes;
    }

    /** The first conflicts, one line each. */
    public List<String> conflicts() {
        return conflicts;
    }

    /** Players who are no longer in the dump and whose accounts are still here. */
    public List<VanishedPlayers.Account> vanishedPlayers() {
        return vanishedPlayers;
    }

    /** Does all of it; staged rows stand in temporary tables of the world's names. */
    public void run(List<Reference> references) {
        TouchedRows.find(handle, origin);
        players.unlockReturned(origin);
        matchMail();
        AbsentRows absent = new AbsentRows(handle, run);
        absent.leaveOut(references);
        conflicts.addAll(absent.conflicts());
        for (WorldTable table : WorldTable.values()) {
            stage(table);
        }
        Map<WorldTable, Long> vanished = new LinkedHashMap<>();
        for (WorldTable table : WorldTable.values()) {
            vanished.put(table, findVanished(table));
        }
        List<DependentObject> uniques = DependentObject.uniques(handle, this::anythingMerged);
        uniques.forEach(unique -> unique.remove(handle));
        for (WorldTable table : WorldTable.values()) {
            apply(table);
        }
        handle.execute(DESCRIBE);
        Map<String, Long> removed = new Removal(handle, run).removeVanished(references);
        if (rules.lockVanishedPlayers()) {
            players.lock(origin);
        }
        vanishedPlayers = players.accounts(origin);
        uniques.forEach(unique -> unique.makeAgain(handle));
        for (WorldTable table : WorldTable.values()) {
            count(table, vanished.get(table), removed.getOrDefault(table.sqlName(), 0L));
        }
    }

    /**
     * Lists what changed, within the transaction that merged; passwords, hashes and the text of mail are never shown.
     *
     * @param before the run that the world was at
     */
    public void forEachChange(UUID before, Consumer<RowChange> listener) {
        String world = handle.createQuery("SELECT quote_ident(current_schema())")
                .mapTo(String.class)
                .one();
        ChangeListing listing = new ChangeListing(handle, world);
        for (WorldTable table : WorldTable.values()) {
            listing.list(table, CHANGED, Map.of("run", run, "before", before), listener);
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

    /** Finds the rows that differ, new or not, and what they become. */
    private void stage(WorldTable table) {
        MergeColumns columns = new MergeColumns(table, rules.dumpWins(), at);
        handle.createUpdate("""
                        CREATE TEMP TABLE merged_<table> ON COMMIT DROP AS
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

    private long findVanished(WorldTable table) {
        handle.execute("CREATE TEMP TABLE IF NOT EXISTS vanished (table_name text, id uuid, goes boolean,"
                + " PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        boolean mirror = table == WorldTable.LEGACY_OBJECTS || table == WorldTable.LEGACY_PASSWORDS;
        List<String> keys = AbsentRows.keys(handle, table);
        String replaced = keys.isEmpty()
                ? "false"
                : "EXISTS (SELECT FROM pg_temp.<table> s WHERE " + String.join(" OR ", keys) + ")";
        if (table == WorldTable.POWER_GRANTS) {
            // What the game took away from a player is not theirs here either.
            replaced += " OR EXISTS (SELECT FROM pg_temp.users s WHERE s.id = cur.user_id)";
        } else if (table == WorldTable.ATTRIBUTES) {
            // It goes with objects.description, which follows the dump.
            replaced += " OR cur.name IN ('Desc', 'builtin.Desc')"
                    + " AND EXISTS (SELECT FROM pg_temp.objects s WHERE s.id = cur.object_id AND s.description IS NULL)";
        }
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

    /** An update never changes the words of a message, so they are not written down. */
    private void apply(WorldTable table) {
        MergeColumns columns = new MergeColumns(table, rules.dumpWins(), at);
        String name = table.sqlName();
        bound("""
                INSERT INTO import_changes
                SELECT :run, :table, m.id, CASE WHEN is_new THEN 'added' ELSE 'changed' END,
                       CASE WHEN m.changed THEN to_jsonb(cur) - 'content'
                            WHEN NOT is_new THEN (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(cur))
                                WHERE key IN ('position', 'line', 'byte_offset', 'created_at', 'updated_at')) END
                FROM merged_<table> m LEFT JOIN <table> cur ON cur.id = m.id
                WHERE is_new OR m.changed OR <moved>
                """, name).define("moved", columns.moved()).execute();
        bound("""
                INSERT INTO import_changes SELECT :run, :table, m.id, 'kept', to_jsonb(s) - 'password_hash' - 'content'
                FROM merged_<table> m JOIN pg_temp.<table> s ON s.id = m.id WHERE m.kept
                ON CONFLICT DO NOTHING
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

    private void count(WorldTable table, long vanished, long removed) {
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
        if (counted.conflictCount() > 0) {
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
