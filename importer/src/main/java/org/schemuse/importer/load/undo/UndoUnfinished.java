package org.schemuse.importer.load.undo;

import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.defer.ClosedTables;
import org.schemuse.importer.load.defer.DeferredObjects;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.merge.Removal;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetTable;

/** Undoes a run that failed or was interrupted. */
public final class UndoUnfinished {
    private UndoUnfinished() {}

    /**
     * Removes what an unfinished run wrote, with its checkpoint, restores what it dropped, and opens the tables; all of it or
     * nothing, so that a run whose undo is interrupted can still be resumed. A run that is over after all, though its end was
     * not heard of, keeps its rows. So does every row that the run did not write.
     *
     * @param end writes down what became of the run, in the same transaction
     * @throws org.schemuse.importer.load.target.ImportRefusedException if others use the tables
     */
    public static void undo(Target target, Handle handle, UUID run, Consumer<ImportLedger> end) {
        handle.useTransaction(transaction -> {
            ImportLedger ledger = new ImportLedger(transaction);
            if (!ledger.unfinished(run)) {
                return;
            }
            transaction.execute("SET LOCAL lock_timeout TO '" + DeferredObjects.LOCK_SECONDS + "s'");
            ClosedTables.enter(transaction, run, true);
            DeferredObjects deferred = new DeferredObjects(target);
            deferred.dropForeignKeysAgain(transaction, run);
            for (TargetTable table : target.tables()) {
                Removal.keepOnly(transaction, table.name(), target.origin().writtenByOthers("t"));
            }
            ledger.forgetBatches(run);
            ledger.forgetFindings(run);
            deferred.restoreAll(transaction, run);
            end.accept(ledger);
        });
    }
}
