package org.schemuse.importer.mud.update;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunHistory;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.merge.TouchedRows;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.mud.row.LegacyIds;
import org.schemuse.importer.mud.row.WorldTable;

/**
 * The world as its latest import or update wrote it, beside the world as it is: rows that were changed or deleted locally
 * with what an import wrote, without rows that were added locally or are no longer in the dump. Works within the caller's
 * transaction, which sees every row, and leaves nothing behind when that ends.
 */
public final class AsImported {
    /** Of a world that is older than updates. */
    private static final String NO_CHANGES =
            "CREATE TEMP TABLE import_changes (run_id uuid, table_name text, row_id uuid,"
                    + " action text, old_data jsonb, written_at timestamptz) ON COMMIT DROP";

    /** A row without a base is in the world and not in the dump. */
    private static final String FIND = """
            INSERT INTO as_imported
            SELECT :table, t.id, t.theirs, t.said,
                   CASE WHEN t.theirs OR v.row_id IS NOT NULL THEN NULL
                        WHEN cur.id IS NULL THEN coalesce(w.old_data, t.base) ELSE t.base END,
                   v.row_id IS NOT NULL, false
            FROM touched t
            LEFT JOIN <table> cur ON cur.id = t.id
            LEFT JOIN import_changes v ON v.run_id = :run AND v.table_name = :table AND v.row_id = t.id AND v.action = 'vanished'
            LEFT JOIN import_changes w ON w.run_id = :run AND w.table_name = :table AND w.row_id = t.id AND w.action = 'withheld'
            WHERE t.table_name = :table AND (cur.id IS NOT NULL OR NOT t.theirs)
            UNION ALL
            SELECT :table, c.row_id, false, true, c.old_data, c.action = 'vanished', false FROM import_changes c
            WHERE c.run_id = :run AND c.table_name = :table AND c.action IN ('vanished', 'withheld')
                AND NOT EXISTS (SELECT FROM touched t WHERE t.table_name = :table AND t.id = c.row_id)
            """;

    private static final String VIEW = """
            CREATE TEMP VIEW <table> AS
            SELECT cur.* FROM <world>.<table> cur
            WHERE NOT EXISTS (SELECT FROM as_imported i WHERE i.table_name = '<table>' AND i.id = cur.id)
            UNION ALL
            SELECT w.* FROM as_imported i LEFT JOIN <world>.<table> cur ON cur.id = i.id
            CROSS JOIN LATERAL jsonb_populate_record(cur, i.base) w
            WHERE i.table_name = '<table>' AND i.base IS NOT NULL AND NOT i.lost
            """;

    /**
     * What was changed locally and is still. A change of a column that the audit trail keeps secret shows only as an event in
     * which nothing differs.
     */
    private static final String LOCAL = """
            SELECT CASE WHEN i.theirs THEN 'added' WHEN cur.id IS NULL THEN 'removed' ELSE 'changed' END AS action, i.id,
                   (i.base || coalesce((SELECT '{"a hidden column": null}'::jsonb FROM audit_logs a
                        WHERE a.table_name = :table AND :table IN ('users', 'messages') AND a.record_id = i.id
                            AND a.action = 'UPDATE' AND a.old_data - 'updated_at' = a.new_data - 'updated_at' LIMIT 1), '{}'))
                       - CASE WHEN i.said THEN 'created_at' ELSE '' END AS old,
                   CASE WHEN cur.id IS NOT NULL THEN to_jsonb(cur) END AS new
            FROM as_imported i LEFT JOIN <world>.<table> cur ON cur.id = i.id
            WHERE i.table_name = :table AND (i.theirs OR i.base IS NOT NULL)
            """;

    private static final String VANISHED = """
            SELECT 'vanished' AS action, i.id, to_jsonb(cur) AS old, NULL::jsonb AS new
            FROM as_imported i JOIN <world>.<table> cur ON cur.id = i.id
            WHERE i.table_name = :table AND i.vanished
            """;

    private final Handle handle;
    private final Target target;
    private final TargetSchema schema;
    private final UUID latest;
    private @Nullable ChangeListing listing;

    /**
     * Finds what differs; the names of tables still mean the world as it is.
     *
     * @throws RunRefusedException if nothing was imported
     */
    public AsImported(Target target, Handle handle) {
        this.target = target;
        this.schema = target.schema();
        this.handle = handle;
        if (handle.createQuery("SELECT to_regclass('import_changes') IS NULL")
                .mapTo(Boolean.class)
                .one()) {
            handle.execute(NO_CHANGES);
        }
        List<ImportRun> finished = RunHistory.read(handle, schema.name()).runs().stream()
                .filter(ImportRun::finished)
                .toList();
        ImportRun origin = finished.stream()
                .filter(run -> run.updates() == null)
                .findFirst()
                .orElseThrow(() -> new RunRefusedException("schema \"" + schema.name() + "\" holds no imported world"));
        latest = finished.get(0).id();
        TouchedRows.find(target, handle, origin);
        handle.execute(
                "CREATE TEMP TABLE as_imported (table_name text, id uuid, theirs boolean, said boolean, base jsonb,"
                        + " vanished boolean, lost boolean, PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        for (WorldTable table : WorldTable.values()) {
            handle.createUpdate(FIND)
                    .define("table", table.sqlName())
                    .bind("table", table.sqlName())
                    .bind("run", latest)
                    .execute();
        }
        // The audit trail does not keep what a message says, so a deleted one cannot be written again.
        handle.execute(
                "UPDATE as_imported i SET lost = true WHERE table_name = 'messages' AND NOT jsonb_exists(base, 'content')"
                        + " AND NOT EXISTS (SELECT FROM messages m WHERE m.id = i.id)");
        linkRecordsOfDeletedObjects();
        handle.execute("ANALYZE as_imported");
    }

    /** A foreign key empties the reference from the record in the dump, and no audit trail has that. */
    private void linkRecordsOfDeletedObjects() {
        LegacyIds ids = new LegacyIds(schema.name());
        List<Integer> unlinked = handle.createQuery("SELECT dbref FROM legacy_objects WHERE object_id IS NULL")
                .mapTo(Integer.class)
                .list();
        handle.createUpdate("""
                        INSERT INTO as_imported
                        SELECT 'legacy_objects', l.id, false, true, jsonb_build_object('object_id', i.id), false, false
                        FROM unnest(:dbrefs, :objects) AS d (dbref, object)
                        JOIN legacy_objects l ON l.dbref = d.dbref
                        JOIN as_imported i ON i.table_name = 'objects' AND i.id = d.object AND i.base IS NOT NULL
                        ON CONFLICT DO NOTHING
                        """)
                .bindArray("dbrefs", Integer.class, unlinked)
                .bindArray(
                        "objects",
                        UUID.class,
                        unlinked.stream().map(ids::object).toList())
                .execute();
    }

    private boolean differs() {
        return handle.createQuery("SELECT EXISTS (SELECT FROM as_imported)")
                .mapTo(Boolean.class)
                .one();
    }

    /** From here on, until the transaction ends, the names of tables mean the world as the latest import wrote it. */
    public void inFront() {
        if (differs()) {
            for (WorldTable table : WorldTable.values()) {
                handle.execute(VIEW.replace("<table>", table.sqlName()).replace("<world>", schema.quotedName()));
            }
            handle.execute(schema.searchPathBehindTemporaryTables());
        }
    }

    /** How many rows each table has as the latest import wrote it, without messages that cannot be written again. */
    public Map<String, Long> expectedRows() {
        Map<String, Long> rows = new TreeMap<>(
                new ImportLedger(handle).rows(latest, target.tables().names()));
        long lost = handle.createQuery("SELECT count(*) FROM as_imported WHERE lost")
                .mapTo(Long.class)
                .one();
        rows.computeIfPresent("messages", (table, all) -> all - lost);
        return rows;
    }

    /** How many rows of the world the latest dump no longer has. */
    public long vanished() {
        long vanished = 0;
        for (WorldTable table : WorldTable.values()) {
            vanished += handle.createQuery("SELECT count(*) FROM as_imported i JOIN " + schema.quotedName() + "."
                            + table.sqlName() + " cur ON cur.id = i.id WHERE i.table_name = :table AND i.vanished")
                    .bind("table", table.sqlName())
                    .mapTo(Long.class)
                    .one();
        }
        return vanished;
    }

    /** Lists what was added, changed or removed locally and is in the world so. */
    public void forEachLocalChange(Consumer<RowChange> listener) {
        list(LOCAL, listener);
    }

    /** Lists rows that the latest dump no longer has, and that were kept. */
    public void forEachVanished(Consumer<RowChange> listener) {
        list(VANISHED, listener);
    }

    private void list(String source, Consumer<RowChange> listener) {
        if (!differs()) {
            return;
        }
        if (listing == null) {
            listing = new ChangeListing(handle, schema.quotedName());
            listing.label("""
                    INSERT INTO labels SELECT i.id, l.dbref, i.base ->> 'name' FROM as_imported i
                    LEFT JOIN as_imported r ON r.table_name = 'legacy_objects' AND r.base ->> 'object_id' = i.id::text
                    LEFT JOIN <world>.legacy_objects l ON l.id = r.id
                    WHERE i.table_name = 'objects' AND i.base IS NOT NULL
                    ON CONFLICT DO NOTHING
                    """);
            listing.label("""
                    INSERT INTO labels SELECT i.id, l.dbref, i.base ->> 'username' FROM as_imported i
                    LEFT JOIN labels l ON l.id = (i.base ->> 'object_id')::uuid
                    WHERE i.table_name = 'users' AND i.base IS NOT NULL
                    ON CONFLICT DO NOTHING
                    """);
        }
        for (WorldTable table : WorldTable.values()) {
            if (table != WorldTable.LEGACY_OBJECTS) {
                listing.list(table, source, Map.of(), listener);
            }
        }
    }
}
