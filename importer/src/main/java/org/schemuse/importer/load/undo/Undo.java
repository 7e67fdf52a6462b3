package org.schemuse.importer.load.undo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.defer.ExclusiveTableLock;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.merge.MergeRules;
import org.schemuse.importer.load.merge.Removal;
import org.schemuse.importer.load.merge.TableRules;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.Reference;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetTable;
import org.schemuse.postgres.Quoting;

/**
 * Undoes an import into empty tables. A row is somebody else's if the audit trail has an INSERT of it since, or if its id is
 * none that an import derives; any other row of the tables is the run's.
 */
public final class Undo {
    private final Target target;
    private final Handle handle;
    private final ImportRun run;
    private final boolean discardLaterChanges;
    private final Map<String, Long> removed = new LinkedHashMap<>();
    private final Map<String, Long> discarded = new LinkedHashMap<>();

    /** Works within the caller's transaction, which nobody else may enter and where no foreign key is in the way. */
    private Undo(Target target, Handle handle, ImportRun run, boolean discardLaterChanges) {
        this.target = target;
        this.handle = handle;
        this.run = run;
        this.discardLaterChanges = discardLaterChanges;
    }

    /**
     * Undoes a finished import into empty tables, with the updates that came after it; all of it or nothing.
     *
     * @param named the run that is to be undone
     * @param runs it and its updates, the import first
     * @throws ImportRefusedException with a list, if others have built on it and their changes are not to be discarded
     */
    public static Undone ofImport(
            Target target, Handle handle, ImportRun named, List<ImportRun> runs, boolean discardLaterChanges) {
        List<Reference> references = Reference.all(target.tables(), handle);
        return ExclusiveTableLock.use(target, handle, transaction -> {
            Undo undo = new Undo(target, transaction, runs.get(0), discardLaterChanges);
            undo.refuseIfBuiltOn(references);
            undo.remove(references);
            ImportLedger ledger = new ImportLedger(transaction);
            runs.forEach(run -> {
                ledger.forgetRows(run.id());
                ledger.forgetBatches(run.id());
                ledger.undo(run.id(), target.trail());
            });
            return new Undone(named, undo.removed, undo.discarded);
        });
    }

    /**
     * Undoes the latest update; all of it or nothing.
     *
     * @param rules those it was merged with
     * @throws ImportRefusedException with a list, if others have built on it and their changes are not to be discarded
     */
    public static Undone ofUpdate(
            Target target, MergeRules rules, Handle handle, ImportRun run, boolean discardLaterChanges) {
        List<Reference> references = Reference.all(target.tables(), handle);
        return ExclusiveTableLock.use(target, handle, transaction -> {
            UndoUpdate undo = new UndoUpdate(target, rules, transaction, run, discardLaterChanges);
            undo.run(references);
            ImportLedger ledger = new ImportLedger(transaction);
            for (TargetTable table : target.tables()) {
                TableRules known = rules.of(table);
                // Of rows that only repeat the input nothing is left to know.
                if (known.mirror() && !known.secret().isEmpty()) {
                    ledger.forgetRows(run.id(), table.name());
                }
                ledger.forgetSecrets(run.id(), table.name(), known.secret());
            }
            ledger.undo(run.id(), target.trail());
            return new Undone(run, undo.rows(), undo.discarded());
        });
    }

    /**
     * Finds what others built on the run's rows; part of it may be in other tables.
     *
     * @throws ImportRefusedException with a list of it, unless later changes are to be discarded
     */
    private void refuseIfBuiltOn(List<Reference> references) {
        handle.execute(
                "CREATE TEMP TABLE theirs (table_name text, id uuid, PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        handle.createUpdate("""
                        INSERT INTO theirs SELECT DISTINCT table_name, record_id FROM <trail> a
                        WHERE action = 'INSERT' AND changed_at >= :since AND table_name IN (<tables>)
                            AND record_id IS NOT NULL
                        """)
                .bind("since", run.startedAt())
                .define("trail", target.trail().events())
                .bindList("tables", target.tables().names())
                .execute();
        for (TargetTable table : target.tables()) {
            handle.createUpdate("INSERT INTO theirs SELECT :table, t.id FROM <table> t WHERE "
                            + target.origin().writtenByOthers("t") + " ON CONFLICT DO NOTHING")
                    .define("table", table.name())
                    .bind("table", table.name())
                    .execute();
        }
        handle.execute("ANALYZE theirs");
        List<String> built = new ArrayList<>();
        for (TargetTable table : target.tables()) {
            long changed = changed(table.name());
            if (changed > 0) {
                built.add(count(changed, "row") + " of " + table.name() + " changed since");
            }
        }
        for (Reference reference : references) {
            long rows = handle.createQuery("SELECT count(*) FROM " + reference.table() + " x WHERE "
                            + theirsIfFromTarget(reference) + " AND " + leadsToRun(reference))
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
                        SELECT count(DISTINCT a.record_id) FROM <trail> a JOIN <table> t ON t.id = a.record_id
                        WHERE a.table_name = :table AND a.action = 'UPDATE' AND a.changed_at >= :since
                            AND NOT EXISTS (SELECT FROM theirs WHERE table_name = :table AND id = a.record_id)
                        """)
                .define("trail", target.trail().events())
                .define("table", table)
                .bind("table", table)
                .bind("since", run.startedAt())
                .mapTo(Long.class)
                .one();
    }

    private static String theirsIfFromTarget(Reference reference) {
        return reference.fromTarget() ? Reference.theirs(reference.table(), "x") : "true";
    }

    private static String leadsToRun(Reference reference) {
        return "EXISTS (SELECT FROM " + reference.target() + " w WHERE " + reference.condition("x", "w") + " AND NOT "
                + Reference.theirs(reference.target(), "w") + ")";
    }

    /** Removes the run's rows, and does with what refers to them as its foreign keys say. */
    private void remove(List<Reference> references) {
        for (TargetTable table : target.tables()) {
            removed.put(
                    table.name(),
                    handle.createQuery("SELECT count(*) FROM " + table.name() + " t WHERE NOT "
                                    + Reference.theirs(table.name(), "t"))
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
        for (TargetTable table : target.tables()) {
            Removal.keepOnly(handle, table.name(), Reference.theirs(table.name(), "t"));
        }
    }

    /** @return whether a row of the tables has to go that did not have to before */
    private boolean follow(Reference reference) {
        String leads = theirsIfFromTarget(reference) + " AND " + leadsToRun(reference);
        if (!reference.cascades()) {
            // What may do neither is found by the foreign key when it comes back, which ends it all.
            if (reference.mayBeCleared()) {
                handle.execute("UPDATE " + reference.table() + " x SET " + reference.cleared() + " WHERE " + leads);
            }
            return false;
        }
        long gone = reference.fromTarget()
                ? handle.execute("DELETE FROM theirs t USING " + reference.table() + " x WHERE t.table_name = "
                        + Quoting.literal(reference.table()) + " AND t.id = x.id AND " + leads)
                : handle.execute("DELETE FROM " + reference.table() + " x WHERE " + leads);
        if (gone > 0) {
            discarded.merge(reference.table(), gone, Long::sum);
        }
        return gone > 0 && reference.fromTarget();
    }

    /** A number with its noun, in the plural unless it is one. */
    public static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
