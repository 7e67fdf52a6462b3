package org.schemuse.importer.load.undo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.merge.Removal;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.Reference;
import org.schemuse.importer.mud.row.WorldTable;
import org.schemuse.postgres.Quoting;

/**
 * Undoes an import into an empty world. A row is somebody else's if the audit trail has an INSERT of it since, or if its id is
 * none that an import derives; any other row of the world is the run's.
 */
public final class Undo {
    private final Handle handle;
    private final ImportRun run;
    private final boolean discardLaterChanges;
    private final Map<String, Long> removed = new LinkedHashMap<>();
    private final Map<String, Long> discarded = new LinkedHashMap<>();

    /** Works within the caller's transaction, which nobody else may enter and where no foreign key is in the way. */
    public Undo(Handle handle, ImportRun run, boolean discardLaterChanges) {
        this.handle = handle;
        this.run = run;
        this.discardLaterChanges = discardLaterChanges;
    }

    /** Rows of the run that went, by table. */
    public Map<String, Long> removed() {
        return removed;
    }

    /** Rows of others that went with them, by table. */
    public Map<String, Long> discarded() {
        return discarded;
    }

    /**
     * Finds what others built on the run's rows; part of it may be in tables that are no world's.
     *
     * @throws ImportRefusedException with a list of it, unless later changes are to be discarded
     */
    public void refuseIfBuiltOn(List<Reference> references) {
        handle.execute(
                "CREATE TEMP TABLE theirs (table_name text, id uuid, PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        handle.createUpdate("""
                        INSERT INTO theirs SELECT DISTINCT table_name, record_id FROM audit_logs
                        WHERE action = 'INSERT' AND changed_at >= :since AND table_name IN (<tables>)
                            AND record_id IS NOT NULL
                        """)
                .bind("since", run.startedAt())
                .bindList("tables", names())
                .execute();
        for (WorldTable table : WorldTable.values()) {
            handle.createUpdate("INSERT INTO theirs SELECT :table, t.id FROM <table> t WHERE "
                            + Removal.writtenByOthers("t") + " ON CONFLICT DO NOTHING")
                    .define("table", table.sqlName())
                    .bind("table", table.sqlName())
                    .execute();
        }
        handle.execute("ANALYZE theirs");
        List<String> built = new ArrayList<>();
        for (WorldTable table : WorldTable.values()) {
            long changed = changed(table.sqlName());
            if (changed > 0) {
                built.add(count(changed, "row") + " of " + table.sqlName() + " changed since");
            }
        }
        for (Reference reference : references) {
            long rows = handle.createQuery("SELECT count(*) FROM " + reference.table() + " x WHERE "
                            + theirsIfWorld(reference) + " AND " + leadsToRun(reference))
                    .mapTo(Long.class)
                    .one();
            if (rows > 0) {
                built.add(count(rows, "row") + " of " + reference.table() + " (" + reference.columns() + ") refer to "
                        + reference.target());
            }
        }
        if (!built.isEmpty() && !discardLaterChanges) {
            throw builtOn(run, built);
        }
    }

    static ImportRefusedException builtOn(ImportRun run, List<String> built) {
        return new ImportRefusedException("others have built on " + run.called() + ": " + String.join(", ", built)
                + "; nothing was changed; to remove it all the same: schemuse undo " + run.number()
                + " --discard-later-changes");
    }

    private long changed(String table) {
        return handle.createQuery("""
                        SELECT count(DISTINCT a.record_id) FROM audit_logs a JOIN <table> t ON t.id = a.record_id
                        WHERE a.table_name = :table AND a.action = 'UPDATE' AND a.changed_at >= :since
                            AND NOT EXISTS (SELECT FROM theirs WHERE table_name = :table AND id = a.record_id)
                        """)
                .define("table", table)
                .bind("table", table)
                .bind("since", run.startedAt())
                .mapTo(Long.class)
                .one();
    }

    private static String theirsIfWorld(Reference reference) {
        return reference.fromWorld() ? Reference.theirs(reference.table(), "x") : "true";
    }

    private static String leadsToRun(Reference reference) {
        return "EXISTS (SELECT FROM " + reference.target() + " w WHERE " + reference.condition("x", "w") + " AND NOT "
                + Reference.theirs(reference.target(), "w") + ")";
    }

    /** Removes the run's rows, and does with what refers to them as its foreign keys say. */
    public void remove(List<Reference> references) {
        for (WorldTable table : WorldTable.values()) {
            removed.put(
                    table.sqlName(),
                    handle.createQuery("SELECT count(*) FROM " + table.sqlName() + " t WHERE NOT "
                                    + Reference.theirs(table.sqlName(), "t"))
                            .mapTo(Long.class)
                            .one());
        }
        boolean more = discardLaterChanges;
        while (more) {
            more = false;
            for (Reference reference : references) {
                more |= follow(reference);
            }
        }
        for (WorldTable table : WorldTable.values()) {
            Removal.keepOnly(handle, table.sqlName(), Reference.theirs(table.sqlName(), "t"));
        }
    }

    /** @return whether a row of the world has to go that did not have to before */
    private boolean follow(Reference reference) {
        String leads = theirsIfWorld(reference) + " AND " + leadsToRun(reference);
        if (!reference.cascades()) {
            // What may do neither is found by the foreign key when it comes back, which ends it all.
            if (reference.mayBeCleared()) {
                handle.execute("UPDATE " + reference.table() + " x SET " + reference.cleared() + " WHERE " + leads);
            }
            return false;
        }
        long gone = reference.fromWorld()
                ? handle.execute("DELETE FROM theirs t USING " + reference.table() + " x WHERE t.table_name = "
                        + Quoting.literal(reference.table()) + " AND t.id = x.id AND " + leads)
                : handle.execute("DELETE FROM " + reference.table() + " x WHERE " + leads);
        if (gone > 0) {
            discarded.merge(reference.table(), gone, Long::sum);
        }
        return gone > 0 && reference.fromWorld();
    }

    private static List<String> names() {
        return java.util.Arrays.stream(WorldTable.values())
                .map(WorldTable::sqlName)
                .toList();
    }

    public static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
