package org.schemuse.importer.load.defer;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.target.Target;
import org.schemuse.postgres.ImportLedgerTables;

/**
 * Keeps other sessions out while the tables' keys, triggers and forced row-level security are not in force. A trigger refuses
 * every writer, the tables' owner included, but for the sessions of the import itself; a restrictive policy refuses readers
 * that row-level security holds for. Tables that refer to them, in any schema, are closed to writers too, for their
 * foreign keys are gone meanwhile.
 */
public final class ClosedTables {
    /** The kind of its rows in {@code import_deferred_objects}. */
    static final String KIND = ImportLedgerTables.CLOSED;

    /** A trigger that fires ALWAYS also stops a session with session_replication_role set to replica. */
    private static final String FIND = """
            WITH filled AS (
                SELECT oid FROM pg_class
                WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND relname IN (<tables>)
            ), touched AS (
                SELECT oid FROM filled
                UNION SELECT conrelid FROM pg_constraint WHERE contype = 'f' AND confrelid IN (SELECT oid FROM filled)
            ), closed AS (
                SELECT oid FROM touched
                UNION SELECT p.relid::oid FROM touched t CROSS JOIN pg_partition_tree(t.oid) p
            ), named AS (
                SELECT oid::regclass::text AS name, oid IN (SELECT oid FROM filled) AS read FROM closed
            )
            SELECT name,
                   format('DROP TRIGGER IF EXISTS closed_by_import ON %s', name)
                       || CASE WHEN read THEN format('; DROP POLICY IF EXISTS closed_by_import ON %s', name) ELSE '' END
                       AS opening,
                   format('CREATE TRIGGER closed_by_import BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s'
                       || ' FOR EACH STATEMENT EXECUTE FUNCTION refuse_during_import(%L, %L)', name, :run, :message)
                       || format('; ALTER TABLE %s ENABLE ALWAYS TRIGGER closed_by_import', name)
                       || CASE WHEN read THEN format('; CREATE POLICY closed_by_import ON %s AS RESTRICTIVE'
                           || ' USING ((SELECT closed_by_import(%L)))', name, :message) ELSE '' END
                       AS closing
            FROM named ORDER BY name
            """;

    private ClosedTables() {}

    /**
     * What closes each table, as things whose removal closes it and whose definition opens it again.
     *
     * @param message what refused sessions read
     */
    static List<DependentObject> closings(Target target, Handle handle, UUID run, String message) {
        return handle.createQuery(FIND)
                .bindList("tables", target.tables().catalogNames())
                .bind("run", run.toString())
                .bind("message", message)
                .map((rs, context) -> new DependentObject(
                        KIND,
                        rs.getString("name"),
                        "closed_by_import",
                        rs.getString("opening"),
                        rs.getString("closing")))
                .list();
    }

    /** Whether a table is closed to readers, as those are that an import fills. */
    public static boolean isClosed(Handle handle, String table) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM pg_policy WHERE polrelid = to_regclass(:table)"
                        + " AND polname = 'closed_by_import')")
                .bind("table", table)
                .mapTo(Boolean.class)
                .one();
    }

    /** Lets a session write for an import: until its transaction ends, or else until the session ends. */
    public static void enter(Handle handle, UUID run, boolean forOneTransaction) {
        handle.createQuery("SELECT set_config('schemuse.import', :run, :local)")
                .bind("run", run.toString())
                .bind("local", forOneTransaction)
                .mapTo(String.class)
                .one();
    }
}
