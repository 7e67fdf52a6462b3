package org.schemuse.importer.load.merge;

import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.target.Target;

/**
 * The rows that were changed locally, which is by any session but an import's, since an import or update wrote
 * them. The audit trail knows them, because its triggers are disabled only while an import is at work.
 */
public final class TouchedRows {
    private static final String FIND = """
            WITH done AS (
                SELECT c.*, coalesce(c.written_at, r.started_at) AS started_at
                FROM import_changes c JOIN import_runs r ON r.id = c.run_id
                WHERE r.state = 'finished' AND coalesce(c.written_at, r.started_at) > :since
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
                FROM <trail> a
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
                   coalesce(action, '') = 'INSERT', said.row_id IS NOT NULL, coalesce(said.old_data, events.old_data)
            FROM events FULL JOIN said ON said.table_name = events.table_name AND row_id = record_id
            """;

    private TouchedRows() {}

    /**
     * Fills the temporary table {@code touched} for the rest of the transaction: {@code theirs} is true of rows that were
     * inserted locally, {@code base} is what an import wrote before the first local change, without secrets, and {@code
     * said} is true if {@code base} is what the latest update's input says instead. What was changed between an update and
     * its undo, which discarded it, is as if it had never been.
     *
     * @param origin the import into an empty schema that the rows began with
     */
    public static void find(Target target, Handle handle, ImportRun origin) {
        handle.execute("CREATE TEMP TABLE touched (table_name text, id uuid, theirs boolean, said boolean, base jsonb,"
                + " PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        handle.createUpdate(FIND)
                .define("trail", target.trail().events())
                .bind("since", origin.startedAt())
                .bindList("tables", target.tables().names())
                .execute();
        handle.execute("ANALYZE touched");
    }
}
