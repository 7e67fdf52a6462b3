package org.schemuse.importer.table;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
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
import org.schemuse.importer.load.target.AuditTrail;
import org.schemuse.importer.load.target.ImportRefusedException;

/**
 * Into tables by way of staging areas: rows of the files go there by COPY, batch by batch with a checkpoint; they are judged there
 * as sets; then the good ones are moved into the tables, of all files or of none.
 */
final class TableSink implements Sink {
    private static final int SECONDS_TO_ANSWER = 5;

    private final RunContext context;
    private final Handle control;
    private final RunFiles files;
    private final CompletableFuture<String> digest;
    private final ImportLedger.Beginning beginning;
    private final UUID run;
    private final int number;
    private final List<TablePart> parts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final DeferredWrite deferred;
    private @Nullable Judgement judgement;
    private @Nullable WritePlan plan;
    private int continuedFrom;

    TableSink(RunContext context, RunFiles files, List<String> notes, CompletableFuture<String> digest)
            throws IOException {
        this.context = context;
        this.control = context.control();
        this.files = files;
        this.digest = digest;
        this.notes.addAll(notes);
        List<TableInput.State> states = files.states();
        this.beginning = files.beginning(context.nextNumber(), states);
        Optional<ImportRun> before = interrupted();
        this.run = before.map(ImportRun::id).orElse(beginning.id());
        this.number = before.map(ImportRun::number).orElse(beginning.number());
        parts.addAll(TablePart.all(
                files,
                states,
                (input, part) -> new StagingArea(input, part),
                run,
                context.listener(),
                context::checkCancelled));
        WritePlan.refuseEarly(control, parts);
        this.deferred = new DeferredWrite(context, files.schema(), files.label(), run);
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
                giveUpEarlier(ledger, transaction);
                ledger.begin(beginning);
            } else if (lost(ledger, transaction)) {
                ledger.forgetBatches(run);
                StagingArea.dropAll(transaction, files.schema(), run);
            } else {
                return;
            }
            parts.forEach(part -> part.area().create(transaction));
        });
    }

    /** An interrupted import of the same files, in another state or with other options, would wait for ever. */
    private void giveUpEarlier(ImportLedger ledger, Handle transaction) {
        List<String> tables = parts.stream().map(TablePart::table).toList();
        for (ImportRun earlier : context.runs()) {
            if (earlier.ofRows()
                    && earlier.unfinished()
                    && files.path() != null
                    && files.path().equals(earlier.sourcePath())
                    && TableUndo.tablesOf(earlier).equals(tables)) {
                StagingArea.dropAll(transaction, files.schema(), earlier.id());
                ledger.undo(earlier.id(), AuditTrail.none());
                parts.get(0)
                        .outcome()
                        .note(earlier.called()
                                + " was interrupted, and is undone: the file or the options have changed");
            }
        }
    }

    /** Whether rows that a checkpoint knows are gone, as after a crash of the server. */
    private boolean lost(ImportLedger ledger, Handle transaction) {
        return ledger.rowsOfBatches(run)
                != parts.stream()
                        .mapToLong(part -> part.area().held(transaction))
                        .sum();
    }

    @Override
    public void stream() throws IOException, InterruptedException {
        Set<Integer> finished = new HashSet<>(new ImportLedger(control).finishedBatches(run));
        continuedFrom = finished.size();
        context.clock().enter("load");
        int first = 0;
        for (TablePart part : parts) {
            first = stream(part, finished, first);
        }
        for (TablePart part : parts) {
            part.input().requireUnchanged(part.state());
            part.read();
        }
    }

    /** @return the number of the first batch of the next file */
    private int stream(TablePart part, Set<Integer> finished, int first) throws IOException, InterruptedException {
        try (BatchSender sender =
                new BatchSender(part.area().target(), run, finished, worker -> {}, context::checkCancelled)) {
            CheckpointedBatches batches = new CheckpointedBatches(sender, new FindingRows(run, List.of()), first);
            part.reading().into(batches);
            batches.end();
            sender.finish();
            return batches.nextNumber();
        }
    }

    @Override
    public void rebuild() throws InterruptedException {
        context.clock().enter("judge");
        context.listener().progress(Stage.VERIFYING, 0, 0);
        Judgement judging = new Judgement(control, parts);
        judgement = judging;
        judging.judge();
        countRejects(control);
        context.checkCancelled();
        context.clock().enter("write");
        WritePlan planned = WritePlan.of(control, parts, judging.order());
        plan = planned;
        // Rows that leave out a number get one that no row of the file brings.
        parts.stream()
                .filter(part -> part.judged().leavesOut())
                .forEach(part -> sequences(control, part).advancePast(part.judged(), part.outcome()));
        deferred.write(planned, judging);
    }

    private void countRejects(Handle handle) {
        parts.forEach(part -> part.outcome().rejected(part.area().faults(handle)));
        if (limit().exceeded(rejected(), rows())) {
            throw new RejectLimitExceeded();
        }
    }

    private RejectLimit limit() {
        return parts.get(0).input().request().rejectLimit();
    }

    private long rejected() {
        return parts.stream().mapToLong(part -> part.outcome().rejected()).sum();
    }

    private long rows() {
        return parts.stream().mapToLong(part -> part.reading().read()).sum();
    }

    /** Says that {@link #abort} has a limit to explain, and rejects to write first. */
    private static final class RejectLimitExceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public LoadResult finish() {
        new OpenWrite(control, Objects.requireNonNull(plan), Objects.requireNonNull(judgement), deferred::enter)
                .run(transaction -> {
                    end(transaction);
                    deferred.reopen(transaction);
                });
        new AfterCommit(context, files.schema(), parts, notes).of(run, digest);
        Map<String, Long> rows = new LinkedHashMap<>();
        parts.forEach(part -> rows.put(part.table(), part.outcome().counts().inserted()));
        return new LoadResult(
                true, run, continuedFrom, rows, null, context.clock().stages(), Instant.now());
    }

    private static Sequences sequences(Handle handle, TablePart part) {
        return new Sequences(handle, part.input().shape(), part.filled());
    }

    private void end(Handle transaction) {
        countRejects(transaction);
        Map<String, TableOutcome> outcomes = new LinkedHashMap<>();
        for (TablePart part : parts) {
            if (part.input().filtered()) {
                part.outcome().leftOutByTriggers();
            }
            sequences(transaction, part).advance(part.outcome());
            outcomes.put(part.table(), part.outcome());
        }
        context.clock().enter("report");
        int findings = 0;
        for (TablePart part : parts) {
            String file = parts.size() == 1 ? "" : part.input().label() + " ";
            findings += part.area().keepFindings(transaction, file, findings);
            part.outcome().requireEveryRow();
        }
        new ImportLedger(transaction)
                .finish(run, TableOutcome.recorded(outcomes), context.clock().seconds(), AuditTrail.none());
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
        boolean kept = passing && files.repeatable();
        boolean undone = undone(said, kept);
        return kept || !undone ? kept(said) : said;
    }

    /** What is wrong with the rows is of use all the same. */
    private Exception limitExceeded() {
        List<String> written = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        for (TablePart part : parts) {
            try {
                if (part.outcome().rejected() > 0) {
                    part.writeRejects(control);
                    written.add(String.valueOf(part.rejects()));
                }
            } catch (IOException | RuntimeException e) {
                failures.add(e);
            }
        }
        Exception exceeded = new TooManyRejectsException(rejected(), rows(), limit(), written);
        failures.forEach(exceeded::addSuppressed);
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
                    StagingArea.dropAll(transaction, files.schema(), run);
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
        List<String> names = parts.stream().map(TablePart::table).sorted().toList();
        String tables = deferred.begun()
                ? RunFiles.named(names, "is closed", "are closed")
                : RunFiles.named(names, "is as it was", "are as they were");
        String undo = "schemuse undo " + number + " --schema " + files.schema().name();
        String kept = "import " + number + " of " + files.label() + " is interrupted: " + tables
                + ", and the rows that were sent are kept beside " + (names.size() == 1 ? "it; " : "them; ")
                + (files.repeatable() ? "run the same command to continue, or " : "")
                + "remove them with: " + undo;
        if (reason instanceof ImportRefusedException refused) {
            return refused.keeping(kept);
        }
        return reason instanceof ImportCancelledException ? new ImportCancelledException(kept) : reason;
    }

    /** What the run did to its only table; once it is over. */
    TableImportReport report() {
        TablePart part = parts.get(0);
        notes.forEach(part.outcome()::note);
        TableImportReport.Run made = new TableImportReport.Run(run, number, continuedFrom, part.rejects());
        return TableImportReport.of(
                part.input(), part.state().bytes(), part.outcome(), made, part.firstRejects(), context.clock());
    }

    /** What the run did to all its tables; once it is over. */
    FolderImportReport folderReport() {
        return FolderImportReport.of(
                files, parts, new FolderImportReport.Run(run, number, continuedFrom), notes, context.clock());
    }
}
