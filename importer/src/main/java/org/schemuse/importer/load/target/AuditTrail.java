package org.schemuse.importer.load.target;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The table in which a catalog records who changed which row, written by its triggers, which are disabled while a run loads.
 * It has the columns {@code table_name, record_id, action, old_data, new_data, changed_at}; the name is as SQL writes it, the action is {@code INSERT}, {@code
 * UPDATE} or {@code DELETE}. A run itself is one event of it.
 *
 * @param table as SQL names it; {@code null} if the catalog has none
 */
public record AuditTrail(@Nullable String table) {
    private static final String NOTHING =
            "(SELECT NULL::text AS table_name, NULL::uuid AS record_id, NULL::text AS action,"
                    + " NULL::jsonb AS old_data, NULL::jsonb AS new_data, NULL::timestamptz AS changed_at,"
                    + " '(0,0)'::tid AS ctid, '0'::cid AS cmin WHERE false)";

    /** Of a catalog that records nothing. */
    public static AuditTrail none() {
        return new AuditTrail(null);
    }

    /** What a FROM clause reads its events from, in need of an alias. */
    public String events() {
        return table == null ? NOTHING : table;
    }

    /** Records that a run ended, within the caller's transaction. */
    public void finished(Handle handle, UUID run) {
        if (table != null) {
            handle.createUpdate("INSERT INTO " + table + " (table_name, record_id, action, new_data)"
                            + " SELECT 'import_runs', id, 'INSERT', to_jsonb(r) FROM import_runs r WHERE id = :run")
                    .bind("run", run)
                    .execute();
        }
    }

    /**
     * Records that a run was undone, within the caller's transaction.
     *
     * @param before the run's row before that, as JSON
     */
    public void undone(Handle handle, UUID run, String before) {
        if (table != null) {
            handle.createUpdate("INSERT INTO " + table + " (table_name, record_id, action, old_data, new_data)"
                            + " SELECT 'import_runs', id, 'UPDATE', :before::jsonb, to_jsonb(r) FROM import_runs r"
                            + " WHERE id = :run")
                    .bind("run", run)
                    .bind("before", before)
                    .execute();
        }
    }
}
