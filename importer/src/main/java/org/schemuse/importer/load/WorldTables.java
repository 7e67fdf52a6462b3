package org.schemuse.importer.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.defer.ClosedTables;
import org.schemuse.importer.load.defer.DeferredObjects;
import org.schemuse.importer.load.defer.ExclusiveTableLock;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.UnfinishedRun;
import org.schemuse.importer.load.merge.Merge;
import org.schemuse.importer.load.merge.Removal;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.Reference;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.undo.Undo;
import org.schemuse.importer.load.undo.UndoUpdate;
import org.schemuse.importer.mud.row.WorldTable;

/** The tables of a world as a whole: prepared for a load, and emptied after one that failed. */
public final class WorldTables {
    /** Others who use the tables get this long to end what they do. */
    private static final int LOCK_SECONDS = 10;

    private final TargetSchema schema;
    private final DeferredObjects deferred;

    public WorldTables(TargetSchema schema) {
        this.schema = schema;
        this.deferred = new DeferredObjects(schema);
    }

    public DeferredObjects deferred() {
        return deferred;
    }

    /**
     * Makes the tables ready for a load and closes them to other sessions, within the caller's transaction.
     *
     * @throws ImportRefusedException if there is anything in them
     */
    public void prepare(Handle handle, ImportLedger.Beginning run) {
        // Check that the tables are empty, as far as we may see, before any is locked: a world in use must not be
        // blocked.
        refuseFilled(handle);
        handle.execute("SET LOCAL lock_timeout TO '" + LOCK_SECONDS + "s'");
        deferred.drop(handle, run.id(), new UnfinishedRun(schema, run.id(), run.source()).closed());
        refuseFilled(handle);
    }

    private void refuseFilled(Handle handle) {
        for (WorldTable table : WorldTable.values()) {
            boolean filled = handle.createQuery("SELECT EXISTS (SELECT FROM " + table.sqlName() + ")")
                    .mapTo(Boolean.class)
                    .one();
            if (filled) {
                throw new ImportRefusedException(
                        "schema \"" + schema.name() + "\" already has rows in table " + table.sqlName()
                                + ", and a world is imported into an empty one; choose another with --schema NAME, or"
                                + " bring the world that is there up to a newer dump with --update");
            }
        }
    }

    /**
     * Refuses to believe that a world is there after somebody emptied its tables by hand.
     *
     * @throws ImportRefusedException if a row that only imports write is gone, or all of a kind that every world has many of
     */
    public void requireRowsOf(Handle handle, ImportRun run) {
        handle.begin();
        schema.showEverything(handle);
        Map<String, Long> brought = new ImportLedger(handle).rows(run.id());
        String legacy = WorldTable.LEGACY_OBJECTS.sqlName();
        requireRows(handle, run, legacy, brought.getOrDefault(legacy, 0L), Long.MAX_VALUE);
        for (WorldTable table : List.of(WorldTable.OBJECTS, WorldTable.USERS, WorldTable.ATTRIBUTES)) {
            // People may delete some of these, and add others.
            requireRows(handle, run, table.sqlName(), Math.min(1, brought.getOrDefault(table.sqlName(), 0L)), 1);
        }
        handle.rollback();
    }

    private void requireRows(Handle handle, ImportRun run, String table, long expected, long most) {
        long found = handle.createQuery("SELECT count(*) FROM (SELECT FROM " + table + " LIMIT " + most + ") AS found")
                .mapTo(Long.class)
                .one();
        if (found < expected) {
            throw new ImportRefusedException(
                    "schema \"" + schema.name() + "\" no longer holds " + run.called() + ": table "
                            + table + " has " + found + " rows, expected " + (most == 1 ? "some" : expected)
                            + "; undo what is left and import again: schemuse undo " + run.number() + " --schema "
                            + schema.name());
        }
    }

    /**
     * Refuses a world in which somebody wrote while it was closed, as a superuser can.
     *
     * @throws ImportRefusedException with how many rows of each table the import did not write
     */
    public void requireNoRowsOfOthers(Handle handle) {
        List<String> found = new ArrayList<>();
        for (WorldTable table : WorldTable.values()) {
            long rows = handle.createQuery(
                            "SELECT count(*) FROM " + table.sqlName() + " t WHERE " + Removal.writtenByOthers("t"))
                    .mapTo(Long.class)
                    .one();
            if (rows > 0) {
                found.add(Undo.count(rows, "row") + " of " + table.sqlName());
            }
        }
        if (!found.isEmpty()) {
            throw new ImportRefusedException(
                    "schema \"" + schema.name() + "\" holds rows that the import did not write ("
                            + String.join(", ", found)
                            + "), so it was undone and they were kept; delete them or move them elsewhere, then import again");
        }
    }

    /**
     * Brings a world up to a newer dump that is staged, all of it or nothing.
     *
     * @param begin writes the run down, in the same transaction
     * @param end writes down how it went
     */
    public void update(Handle handle, Merge merge, Consumer<Handle> begin, Consumer<Handle> end) {
        List<Reference> references = Reference.all(handle);
        ExclusiveTableLock.use(schema, handle, transaction -> {
            begin.accept(transaction);
            merge.run(references);
            end.accept(transaction);
            return merge;
        });
    }

    /** What an undo did: rows of the run that went or came back, and rows of others that went with them, both by table. */
    public record Undone(Map<String, Long> removed, Map<String, Long> discarded) {}

    /**
     * Takes a finished import into an empty world back, with the updates that came after it; all of it or nothing.
     *
     * @param runs the import first
     * @throws ImportRefusedException with a list, if others have built on it and their changes are not to be discarded
     */
    public Undone undo(Handle handle, List<ImportRun> runs, boolean discardLaterChanges) {
        List<Reference> references = Reference.all(handle);
        return ExclusiveTableLock.use(schema, handle, transaction -> {
            Undo undo = new Undo(transaction, runs.get(0), discardLaterChanges);
            undo.refuseIfBuiltOn(references);
            undo.remove(references);
            ImportLedger ledger = new ImportLedger(transaction);
            runs.forEach(run -> {
                ledger.forgetRows(run.id());
                ledger.forgetBatches(run.id());
                ledger.undo(run.id());
            });
            return new Undone(undo.removed(), undo.discarded());
        });
    }

    /**
     * Takes the latest update of a world back; all of it or nothing.
     *
     * @throws ImportRefusedException with a list, if others have built on it and their changes are not to be discarded
     */
    public Undone undoUpdate(Handle handle, ImportRun run, boolean discardLaterChanges) {
        List<Reference> references = Reference.all(handle);
        return ExclusiveTableLock.use(schema, handle, transaction -> {
            UndoUpdate undo = new UndoUpdate(transaction, run, discardLaterChanges);
            undo.run(references);
            ImportLedger ledger = new ImportLedger(transaction);
            ledger.forgetSecrets(run.id());
            ledger.undo(run.id());
            return new Undone(undo.rows(), undo.discarded());
        });
    }

    /**
     * Removes what an unfinished load wrote, with its checkpoint, restores what it dropped, and opens the world; all of it or
     * nothing, so that a run whose undo is interrupted can still be resumed. A run that is over after all, though its end was
     * not heard of, keeps its rows. So does every row that the run did not write.
     *
     * @param end writes down what became of the run, in the same transaction
     */
    public void clear(Handle handle, UUID run, Consumer<ImportLedger> end) {
        handle.useTransaction(transaction -> {
            ImportLedger ledger = new ImportLedger(transaction);
            if (!ledger.unfinished(run)) {
                return;
            }
            transaction.execute("SET LOCAL lock_timeout TO '" + LOCK_SECONDS + "s'");
            ClosedTables.enter(transaction, run, true);
            deferred.dropForeignKeysAgain(transaction, run);
            for (WorldTable table : WorldTable.values()) {
                Removal.keepOnly(transaction, table.sqlName(), Removal.writtenByOthers("t"));
            }
            ledger.forgetBatches(run);
            ledger.forgetFindings(run);
            deferred.restoreAll(transaction, run);
            end.accept(ledger);
        });
    }
}
