package org.schemuse.importer.load;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.copy.BatchSender;
import org.schemuse.importer.load.copy.CheckpointedBatches;
import org.schemuse.importer.load.copy.FindingRows;
import org.schemuse.importer.load.defer.ClosedTables;
import org.schemuse.importer.load.defer.DeferredObjects;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.UnfinishedRun;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.StagedWork;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetTable;
import org.schemuse.importer.load.undo.Undo;
import org.schemuse.importer.load.undo.UndoUnfinished;

/**
 * Into empty tables: rows go straight there by COPY, batch by batch with a checkpoint, while indexes, keys, triggers and forced
 * row-level security are deferred and the tables are closed to other sessions.
 */
final class CopySink implements Sink {
    private static final int SECONDS_TO_ANSWER = 5;

    private static final String UNDONE = "what had been loaded was removed, and the import can be started again";

    private final RunContext context;
    private final Handle control;
    private final Target target;
    private final LoadSource source;
    private final DeferredObjects deferred;
    private final @Nullable UUID resumed;
    /** Known once it began. */
    private UUID run = new UUID(0, 0);

    private Map<String, Long> rows = Map.of();
    private int continuedFrom;

    /** @param resumed the run to continue; {@code null} begins one, or continues an interrupted one of the same input */
    CopySink(RunContext context, LoadSource source, Target target, @Nullable UUID resumed) {
        this.context = context;
        this.control = context.control();
        this.target = target;
        this.source = source;
        this.deferred = new DeferredObjects(target);
        this.resumed = resumed;
    }

    @Override
    public void begin() {
        if (resumed != null) {
            run = resumed;
            return;
        }
        ImportLedger.Beginning beginning = source.beginning(context.nextNumber());
        Optional<UUID> interrupted = new ImportLedger(control).interrupted(beginning);
        if (interrupted.isEmpty()) {
            clearInterrupted();
            control.useTransaction(transaction -> {
                new ImportLedger(transaction).begin(beginning);
                prepare(transaction, beginning);
            });
        }
        run = interrupted.orElse(beginning.id());
    }

    /** A run that says it is running while nobody holds the lock was killed: what it left behind goes first. */
    private void clearInterrupted() {
        for (ImportRun before : context.history().dumps()) {
            if (before.unfinished()) {
                UndoUnfinished.undo(
                        target,
                        control,
                        before.id(),
                        ledger -> ledger.fail(
                                before.id(), "interrupted; its rows were removed when the next import began"));
            }
        }
    }

    private void prepare(Handle handle, ImportLedger.Beginning beginning) {
        // Check that the tables are empty, as far as we may see, before any is locked: tables in use must not be
        // blocked.
        refuseFilled(handle);
        handle.execute("SET LOCAL lock_timeout TO '" + DeferredObjects.LOCK_SECONDS + "s'");
        deferred.drop(
                handle,
                beginning.id(),
                unfinished(beginning.id(), source.label()).closed());
        refuseFilled(handle);
    }

    private UnfinishedRun unfinished(UUID id, String name) {
        return new UnfinishedRun(target.schema().name(), target.catalog(), id, name);
    }

    private void refuseFilled(Handle handle) {
        for (TargetTable table : target.tables()) {
            boolean filled = handle.createQuery("SELECT EXISTS (SELECT FROM " + table.name() + ")")
                    .mapTo(Boolean.class)
                    .one();
            if (filled) {
                throw new ImportRefusedException("schema \"" + target.schema().name() + "\" already has rows in table "
                        + table.name() + source.adviceIfFilled());
            }
        }
    }

    /** Makes all rows, and sends those that are in no finished batch: the same input falls into the same batches again. */
    @Override
    public void stream() throws IOException, InterruptedException {
        ImportLedger ledger = new ImportLedger(control);
        source.prepare(target, control);
        Set<Integer> finished = ledger.finishedBatches(run);
        continuedFrom = finished.size();
        Instant startedAt = ledger.startedAt(run);
        context.clock().enter("load");
        try (BatchSender sender = new BatchSender(
                target, run, finished, worker -> ClosedTables.enter(worker, run, false), context::checkCancelled)) {
            CheckpointedBatches batches = new CheckpointedBatches(sender, new FindingRows(run, source.findings()));
            source.stream(context.streaming(batches, startedAt));
            batches.end();
            rows = sender.finish();
        }
    }

    @Override
    public void rebuild() throws InterruptedException {
        context.listener().progress(Stage.INDEXING, 0, 0);
        context.clock().enter("indexes");
        deferred.restoreKeysAndIndexes(run, context::checkCancelled);
        context.listener().progress(Stage.VERIFYING, 0, 0);
        LoadSource.Verification verification = source.verification();
        // Nothing changes rows any more, so they can be counted while the foreign keys look at them.
        StagedWork work = deferred.foreignKeys(run, "foreignKeys", "analyze");
        verification.queries().forEach(query -> work.add("verification", query));
        work.run(target.schema(), context::checkCancelled, context.clock()::enter);
        deferred.restoreTriggers(run);
        context.checkCancelled();
        List<String> differences = verification.differences();
        if (!differences.isEmpty()) {
            requireNoRowsOfOthers();
            throw new VerificationFailedException("the database does not hold what " + source.name()
                    + " says, so the import was undone; this is a bug, please report it: "
                    + String.join("; ", differences));
        }
    }

    /** Refuses tables in which somebody wrote while they were closed, as a superuser can. */
    private void requireNoRowsOfOthers() {
        List<String> found = new ArrayList<>();
        for (TargetTable table : target.tables()) {
            long others = control.createQuery("SELECT count(*) FROM " + table.name() + " t WHERE "
                            + target.origin().writtenByOthers("t"))
                    .mapTo(Long.class)
                    .one();
            if (others > 0) {
                found.add(Undo.count(others, "row") + " of " + table.name());
            }
        }
        if (!found.isEmpty()) {
            throw new ImportRefusedException("schema \"" + target.schema().name()
                    + "\" holds rows that the import did not write (" + String.join(", ", found)
                    + "), so it was undone and they were kept; delete them or move them elsewhere, then import again");
        }
    }

    @Override
    public LoadResult finish() {
        context.clock().enter("report");
        Map<String, Object> counts = new LinkedHashMap<>(source.counts(rows));
        counts.put("continuedBatches", continuedFrom);
        control.useTransaction(transaction -> {
            new ImportLedger(transaction).finish(run, counts, context.clock().seconds(), target.trail());
            deferred.restoreAll(transaction, run);
        });
        return new LoadResult(
                true, run, continuedFrom, rows, null, context.clock().stages(), Instant.now());
    }

    /**
     * An interruption and a failure that may pass leave what was loaded, as a kill does; any other failure is undone at once,
     * because it would come again.
     */
    @Override
    public Exception abort(Exception reason) {
        if (reason instanceof ImportCancelledException) {
            return new ImportCancelledException(kept());
        } else if (reason instanceof UnusableDumpException) {
            return new UnusableDumpException(reason.getMessage() + "; " + (undone(reason) ? UNDONE : kept()), reason);
        } else if (reason instanceof InterruptedException) {
            return reason;
        } else if (reason instanceof IOException) {
            undone(reason);
            return reason;
        }
        return ended(reason instanceof JdbiException e ? context.translated(e) : reason);
    }

    private Exception ended(Exception reason) {
        boolean passing = reason instanceof ImportRefusedException refused && refused.passing();
        boolean kept = passing || !undone(reason);
        return kept && reason instanceof ImportRefusedException refused ? refused.keeping(kept()) : reason;
    }

    private String kept() {
        return unfinished(run, source.label()).kept();
    }

    /**
     * Leaves the schema as it was before the run, which stays in the ledger with the reason.
     *
     * @return false if that could not be done: the server is gone, most likely, and the run is as a kill leaves it
     */
    private boolean undone(Exception reason) {
        try {
            if (control.getConnection().isValid(SECONDS_TO_ANSWER)) {
                undo(control, reason.getMessage());
                return true;
            }
            // The lock was released with the connection. If another import holds it now, that import cleans up.
            try (Handle again = target.schema().open()) {
                target.schema().lock(again, context.during().command());
                undo(again, reason.getMessage());
                return true;
            }
        } catch (SQLException | RuntimeException e) {
            reason.addSuppressed(e);
            return false;
        }
    }

    private void undo(Handle handle, @Nullable String reason) {
        UndoUnfinished.undo(target, handle, run, ledger -> ledger.fail(run, reason));
    }
}
