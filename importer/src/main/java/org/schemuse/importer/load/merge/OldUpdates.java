package org.schemuse.importer.load.merge;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.target.Target;

/**
 * Forgets all updates but the latest, so that nightly updates do not grow the ledger forever. What a later update
 * still needs of them moves to the import that the rows began with: when a row was last written, what the input said of a
 * row that was changed locally, which accounts are locked, and which number an object had. The rest, most of all what rows
 * were before, goes, and with it the possibility to undo them.
 */
public final class OldUpdates {
    private static final String FIND = """
            CREATE TEMP TABLE old_updates ON COMMIT DROP AS
            SELECT id, started_at FROM import_runs
            WHERE state = 'finished' AND jsonb_exists(counts, 'updates') AND started_at > :since
            ORDER BY started_at DESC, id OFFSET :keep
            """;

    private static final String MOVE = """
            INSERT INTO import_changes (run_id, table_name, row_id, action, old_data, written_at)
            SELECT DISTINCT ON (c.table_name, c.row_id, c.action) :origin, c.table_name, c.row_id, c.action,
                   CASE WHEN c.action NOT IN ('added', 'changed') THEN c.old_data END, o.started_at
            FROM import_changes c JOIN old_updates o ON o.id = c.run_id
            WHERE c.action IN ('added', 'changed', 'kept', 'locked', 'unlocked')
                OR c.action = 'removed' AND c.table_name = ANY (:removedRowsNeeded)
            ORDER BY c.table_name, c.row_id, c.action, o.started_at DESC
            ON CONFLICT (run_id, table_name, row_id, action)
                DO UPDATE SET old_data = excluded.old_data, written_at = excluded.written_at
            """;

    /** The oldest update that stays follows the import itself from now on. */
    private static final String LINK = """
            UPDATE import_runs r SET counts = r.counts || jsonb_build_object('updates', CAST(:origin AS uuid),
                'earlierUpdateCount', (SELECT count(*) + coalesce(sum((f.counts ->> 'earlierUpdateCount')::int), 0)
                    FROM old_updates o JOIN import_runs f ON f.id = o.id))
            WHERE r.id = (SELECT id FROM import_runs
                WHERE state = 'finished' AND jsonb_exists(counts, 'updates') AND started_at > :since
                    AND id NOT IN (SELECT id FROM old_updates)
                ORDER BY started_at, id LIMIT 1)
            """;

    /**
     * Runs that failed or were undone go too, if they are older than the updates that stay. An undone one stays as long as
     * the audit trail has changes of its time, which its undo discarded.
     */
    private static final String DELETE = """
            DELETE FROM import_runs r
            WHERE r.id IN (SELECT id FROM old_updates)
                OR r.state IN ('failed', 'undone') AND r.started_at < (SELECT max(started_at) FROM old_updates)
                    AND NOT EXISTS (
                        SELECT FROM import_changes c
                        JOIN <trail> a ON (a.table_name, a.record_id) = (c.table_name, c.row_id)
                        WHERE c.run_id = r.id AND c.action IN ('added', 'changed')
                            AND a.changed_at BETWEEN greatest(r.started_at, :since) AND r.finished_at)
            """;

    private final Target target;
    private final Handle handle;
    private final ImportRun origin;
    private List<String> removedRowsNeeded = List.of();

    /** Works within the caller's transaction, which sees every row of the ledger. */
    public OldUpdates(Target target, Handle handle, ImportRun origin) {
        this.target = target;
        this.handle = handle;
        handle.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        this.origin = origin;
    }

    /**
     * Does it.
     *
     * @param keep how many updates stay, the latest; at least 1
     * @param removedRowsNeeded tables of whose removed rows later updates need to know what they were
     */
    public void forget(int keep, List<String> removedRowsNeeded) {
        this.removedRowsNeeded = removedRowsNeeded;
        if (executed(FIND, keep) > 0) {
            executed(MOVE, keep);
            executed(LINK, keep);
            executed(DELETE, keep);
        }
        handle.execute("DROP TABLE old_updates");
    }

    private int executed(String sql, int keep) {
        return handle.createUpdate(sql)
                .bind("origin", origin.id())
                .bind("since", origin.startedAt())
                .bind("keep", keep)
                .bindArray("removedRowsNeeded", String.class, removedRowsNeeded)
                .define("trail", target.trail().events())
                .execute();
    }
}
