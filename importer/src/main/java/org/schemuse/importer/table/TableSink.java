package org.schemuse.importer.table;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.schemuse.importer.load.ImportCancelledException;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.LoadResult;
import org.schemuse.importer.load.RunContext;
import org.schemuse.importer.load.Sink;
import org.schemuse.importer.load.copy.BatchSender;
import org.schemuse.importer.load.copy.CheckpointedBatches;
import org.schemuse.importer.load.copy.FindingRows;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.target.ImportRefusedException;

/**
 * Into a table by way of a staging area: rows of the file go there by COPY, batch by batch with a checkpoint; they are judged there
 * as sets; then the good ones are moved into the table.
 */
final class TableSink implements Sink {
    private static final int SECONDS_TO_ANSWER = 5;

    private final RunContext context;
    private final Handle control;
    private final TableInput input;
    private final TableInput.State state;
    private final TableOutcome outcome;
    private final CompletableFuture<String> digest;
    private final TableReading reading;
    private final ImportLedger.Beginning beginning;
    private final UUID run;
    private final int number;
    private final StagingArea area;
    private final DeferredWrite deferred;
    private final AfterCommit afterCommit;
    private int continuedFrom;

    TableSink(RunContext context, TableInput input, TableOutcome outcome, CompletableFuture<String> digest)
            throws IOException {
        this.context = context;
        this.control = context.control();
        this.input = input;
        this.state = input.state();
        this.digest = digest;
        this.outcome = outcome;
        this.reading = new TableReading(input, context.listener(), context::checkCancelled);
        this.beginning = input.beginning(context.nextNumber(), state);
        Optional<ImportRun> before = interrupted();
        this.run = before.map(ImportRun::id).orElse(beginning.id());
        this.number = before.map(ImportRun::number).orElse(beginning.number());
        this.area = new StagingArea(input, run);
        this.deferred = new DeferredWrite(context, input, run);
        this.afterCommit = new AfterCommit(context, input, area, outcome);
    }

    private Optional<ImportRun> interrupted() {
        return new ImportLedger(control)
                .interrupted(beginning)
                .flatMap(id -> context.runs().stream()
                        .filter(run -> run.id().equals(id))
                        .findFirst());
    }

    @Override
    public void begin() {
        boolean known = context.runs().stream().anyMatch(one -> one.id().equals(run));
        control.useTransaction(transaction -> {
            ImportLedger ledger = new ImportLedger(transaction);
            if (!known) {
                ledger.begin(beginning);
                area.create(transaction);
            } else if (area.lost(transaction)) {
                ledger.forgetBatches(run);
                StagingArea.dropAll(transaction, input.schema(), run);
                area.create(transaction);
            }
        });
    }

    @Override
    public void stream() throws IOException, InterruptedException {
        Set<Integer> finished = new HashSet<>(new ImportLedger(control).finishedBatches(run));
        continuedFrom = finished.size();
        context.clock().enter("load");
        try (BatchSender sender =
                new BatchSender(area.target(), run, finished, worker -> {}, context::checkCancelled)) {
            CheckpointedBatches batches = new CheckpointedBatches(sender, new FindingRows(run, List.of()));
            reading.into(batches);
            batches.end();
            sender.finish();
        }
        input.requireUnchanged(state);
        outcome.read(reading.read());
        reading.notes().forEach(outcome::note);
    }

    @Override
    public void rebuild() throws InterruptedException {
        context.clock().enter("judge");
        context.listener().progress(Stage.VERIFYING, 0, 0);
        new Judgement(control, input, area, reading.filled()).judge();
        countRejects(control);
        context.checkCancelled();
        context.clock().enter("write");
        TableWriter sql = new TableWriter(area.staged(), reading.filled(), input.key());
        if (deferred.possible(outcome)) {
            deferred.write(sql, reading.read(), outcome);
        }
    }

    private void countRejects(Handle handle) {
        outcome.rejected(area.faults(handle));
        if (input.request().rejectLimit().exceeded(outcome.rejected(), reading.read())) {
            throw new RejectLimitExceeded();
        }
    }

    /** Says that {@link #abort} has a limit to explain, and rejects to write first. */
    private static final class RejectLimitExceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public LoadResult finish() {
        if (deferred.begun()) {
            control.useTransaction(transaction -> {
                end(transaction);
                deferred.reopen(transaction);
            });
        } else {
            TableWriter sql = new TableWriter(area.staged(), reading.filled(), input.key());
            TableWriter.Range all = new TableWriter.Range(0, reading.read());
            TableWrite.run(control, sql, all, input.place(run, -1), (transaction, counts) -> {
                outcome.add(counts);
                end(transaction);
            });
        }
        afterCommit.of(run, state, digest);
        return new LoadResult(
                true,
                run,
                continuedFrom,
                Map.of(input.shape().name(), outcome.counts().inserted()),
                null,
                context.clock().stages(),
                Instant.now());
    }

    private void end(Handle transaction) {
        countRejects(transaction);
        if (input.filtered()) {
            outcome.leftOutByTriggers();
        }
        new Sequences(transaction, input.shape(), reading.filled()).advance(outcome);
        context.clock().enter("report");
        area.keepFindings(transaction);
        outcome.requireEveryRow();
        new ImportLedger(transaction)
                .finish(
                        run,
                        outcome.recorded(input.shape().name()),
                        context.clock().seconds(),
                        input.target().trail());
    }

    @Override
    public Exception abort(Exception reason) {
        Exception said = reason instanceof JdbiException e ? context.translated(e) : reason;
        boolean passing = said instanceof ImportCancelledException
                || said instanceof InterruptedException
                || (said instanceof ImportRefusedException refused && refused.passing());
        if (reason instanceof RejectLimitExceeded) {
            said = limitExceeded();
        }
        // What came through a pipe does not come again.
        boolean kept = passing && input.source().path() != null;
        boolean undone = undone(said, kept);
        return kept || !undone ? kept(said) : said;
    }

    /** What is wrong with the rows is of use all the same. */
    private Exception limitExceeded() {
        Path rejects = null;
        Exception failure = null;
        try {
            rejects = new RejectsFile(input, area).write(control, reading.read(), state);
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        Exception exceeded = new TooManyRejectsException(
                outcome.rejected(), reading.read(), input.request().rejectLimit(), rejects);
        if (failure != null) {
            exceeded.addSuppressed(failure);
        }
        return exceeded;
    }

    private boolean undone(Exception reason, boolean keepStaged) {
        try {
            if (!control.getConnection().isValid(SECONDS_TO_ANSWER)) {
                return false;
            }
            if (deferred.begun()) {
                deferred.undo(control);
            }
            if (!keepStaged) {
                control.useTransaction(transaction -> {
                    new ImportLedger(transaction).fail(run, reason.getMessage());
                    StagingArea.dropAll(transaction, input.schema(), run);
                });
            }
            return true;
        } catch (SQLException | RuntimeException e) {
            reason.addSuppressed(e);
            return false;
        }
    }

    /** What was staged waits for the same command. */
    private Exception kept(Exception reason) {
        String table = "table " + input.shape().name() + (deferred.begun() ? " is closed" : " is as it was");
        String undo = "schemuse undo " + number + " --schema " + input.schema().name();
        String kept = "import " + number + " of " + input.label() + " is interrupted: " + table
                + ", and the rows that were sent are kept beside it; "
                + (input.source().path() == null ? "" : "run the same command to continue, or ")
                + "remove them with: " + undo;
        if (reason instanceof ImportRefusedException refused) {
            return refused.keeping(kept);
        }
        return reason instanceof ImportCancelledException ? new ImportCancelledException(kept) : reason;
    }

    /** What the run did; once it is over. */
    TableImportReport report() {
        TableImportReport.Run made = new TableImportReport.Run(run, number, continuedFrom, afterCommit.rejects());
        return TableImportReport.of(input, state.bytes(), outcome, made, afterCommit.firstRejects(), context.clock());
    }
}
