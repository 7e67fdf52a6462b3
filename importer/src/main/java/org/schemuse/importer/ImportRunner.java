package org.schemuse.importer;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.schemuse.importer.ImportListener.Stage;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.WorldTables;
import org.schemuse.importer.load.copy.BatchSender;
import org.schemuse.importer.load.copy.FindingRows;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.ledger.UnfinishedRun;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.StagedWork;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.mud.row.RowEncoder;
import org.schemuse.importer.mud.row.UserRows;
import org.schemuse.importer.mud.row.WorldTable;
import org.schemuse.importer.mud.verify.Differences;
import org.schemuse.importer.mud.verify.RowDifference;
import org.schemuse.importer.mud.verify.Verifier;

/** One import of one dump into one schema, from the lock to the last check. */
final class ImportRunner {
    private static final int SECONDS_TO_ANSWER = 5;

    /** An interruption loses the hashes of one batch, and a hash takes a third of a second of a processor. */
    private static final int HASHES_A_BATCH = 50;

    private static final String UNDONE = "what had been loaded was removed, and the import can be started again";

    private final DumpFile file;
    private final TargetSchema schema;
    private final ImportRequest request;
    private final ImportListener listener;
    private final WorldTables tables;
    private final RunRecord books;
    private final SecondReading reading;
    private StageClock clock = StageClock.starting("connect", System::nanoTime);
    private int continuedFrom;
    private ImportRefusedException.During during = ImportRefusedException.During.IMPORT;

    ImportRunner(DumpFile file, TargetSchema schema, ImportRequest request, ImportListener listener) {
        this.file = file;
        this.schema = schema;
        this.request = request;
        this.listener = listener;
        this.tables = new WorldTables(schema);
        this.books = new RunRecord(file, schema, request);
        this.reading = new SecondReading(file, request, listener, "stopped");
    }

    /** Books the time on a clock that runs already. */
    ImportRunner timedBy(StageClock running) {
        clock = running;
        return this;
    }

    ImportReport run() throws IOException, InterruptedException {
        return locked(ImportRefusedException.During.IMPORT, this::run);
    }

    /** Goes on with a run that was cut off. */
    ImportReport resume(UUID run) throws IOException, InterruptedException {
        return locked(ImportRefusedException.During.RESUME, control -> {
            ImportRun found = schema.history(control).named(run.toString());
            if (!found.unfinished()) {
                throw new RunRefusedException(
                        found.called() + " is " + found.state() + " by now; there is nothing to resume");
            }
            return attempted(control, run);
        });
    }

    /** What is done while no other import may touch the schema. */
    @FunctionalInterface
    private interface Work {
        ImportReport with(Handle control) throws IOException, InterruptedException;
    }

    private ImportReport locked(ImportRefusedException.During command, Work work)
            throws IOException, InterruptedException {
        if (!schema.installed()) {
            throw new ImportRefusedException("schema \"" + schema.name()
                    + "\" has no vibemuse catalog; install it with: schemuse migrate vibemuse --schema "
                    + schema.name());
        }
        during = command;
        try (Handle control = schema.open()) {
            schema.requireUnicode(control);
            schema.lock(control, command.command());
            return work.with(control);
        } catch (JdbiException e) {
            throw refusal(e, during);
        }
    }

    private ImportReport run(Handle control) throws IOException, InterruptedException {
        clock.enter("prepare");
        ImportLedger ledger = new ImportLedger(control);
        List<ImportRun> runs = schema.history(control).runs();
        Optional<ImportRun> before = runs.stream()
                .filter(ImportRun::finished)
                .findFirst()
                .filter(run -> run.sha256().equals(file.world().reading().sha256()));
        if (before.isPresent()) {
            tables.requireRowsOf(control, before.get());
            return report(
                    ImportReport.Outcome.ALREADY_IMPORTED,
                    before.get().id(),
                    Map.of(),
                    before.get().finishedAt());
        }
        ImportLedger.Beginning beginning = books.next(runs);
        Optional<UUID> interrupted = ledger.interrupted(beginning);
        if (interrupted.isEmpty()) {
            clearInterrupted(control, runs);
            begin(control, beginning);
        }
        return attempted(control, interrupted.orElse(beginning.id()));
    }

    /**
     * An interruption and a failure that may pass leave what was loaded, as a kill does; any other failure is undone at once,
     * because it would come again.
     */
    private ImportReport attempted(Handle control, UUID run) throws IOException, InterruptedException {
        try {
            return imported(control, run);
        } catch (ImportCancelledException e) {
            throw new ImportCancelledException(kept(run));
        } catch (UnusableDumpException e) {
            throw new UnusableDumpException(e.getMessage() + "; " + (undone(control, run, e) ? UNDONE : kept(run)), e);
        } catch (InterruptedException e) {
            throw e;
        } catch (JdbiException e) {
            throw ended(control, run, refusal(e, during));
        } catch (IOException e) {
            undone(control, run, e);
            throw e;
        } catch (RuntimeException e) {
            throw ended(control, run, e);
        }
    }

    private RuntimeException ended(Handle control, UUID run, RuntimeException reason) {
        boolean passing = reason instanceof ImportRefusedException refused && refused.passing();
        boolean kept = passing || !undone(control, run, reason);
        return kept && reason instanceof ImportRefusedException refused ? refused.keeping(kept(run)) : reason;
    }

    private String kept(UUID run) {
        return new UnfinishedRun(schema, run, books.source()).kept();
    }

    private ImportReport imported(Handle control, UUID run) throws IOException, InterruptedException {
        ImportLedger ledger = new ImportLedger(control);
        Set<UUID> users = ledger.storedUsers();
        Set<Integer> finished = ledger.finishedBatches(run);
        continuedFrom = finished.size();
        Map<WorldTable, Long> rows = load(run, ledger.startedAt(run), users, finished);
        rebuild(control);
        clock.enter("report");
        Map<String, Long> named = new LinkedHashMap<>();
        rows.forEach((table, number) -> named.put(table.sqlName(), number));
        control.useTransaction(transaction -> {
            new ImportLedger(transaction)
                    .finish(run, books.counts(named, Map.of("continuedBatches", continuedFrom)), clock.seconds());
            tables.deferred().restoreAll(transaction, run);
        });
        return report(ImportReport.Outcome.IMPORTED, run, named, Instant.now());
    }

    /** What the server said, wherever in the chain of causes it stands. */
    static RuntimeException refusal(JdbiException e, ImportRefusedException.During during) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal) {
                return ImportRefusedException.by(refusal, during);
            }
        }
        return e;
    }

    /** A run that says it is running while nobody holds the lock was killed: what it left behind goes first. */
    private void clearInterrupted(Handle control, List<ImportRun> runs) {
        for (ImportRun run : runs) {
            if (run.unfinished()) {
                tables.clear(
                        control,
                        run.id(),
                        ledger ->
                                ledger.fail(run.id(), "interrupted; its rows were removed when the next import began"));
            }
        }
    }

    private void begin(Handle control, ImportLedger.Beginning beginning) {
        control.useTransaction(transaction -> {
            new ImportLedger(transaction).begin(beginning);
            tables.prepare(transaction, beginning);
        });
    }

    /** Makes all rows, and sends those that are in no finished batch: the same dump falls into the same batches again. */
    private Map<WorldTable, Long> load(UUID run, Instant startedAt, Set<UUID> stored, Set<Integer> finished)
            throws IOException, InterruptedException {
        clock.enter("load");
        if (request.passwords() != ImportRequest.PasswordMode.LOCK) {
            listener.hashing(file.inspection().counts().players());
        }
        try (PasswordHashing hashing = new PasswordHashing(request.passwords());
                BatchSender loader = new BatchSender(schema, run, finished, reading::checkCancelled)) {
            UserRows users = new UserRows(hashing.executor()).storing(stored);
            RowEncoder encoder = new RowEncoder(file.world(), schema.name(), users, startedAt)
                    .keepingPasswords(request.passwords() == ImportRequest.PasswordMode.KEEP);
            LoadedBatches batches = new LoadedBatches(
                    loader, encoder, new FindingRows(run, file.findings().kept()));
            encoder.addBuiltins();
            reading.records(encoder, batches);
            encoder.addChannels();
            batches.send();
            clock.enter("passwords");
            reading.users(users, hashing, batches, hashing.executor() == null ? request.batchSize() : HASHES_A_BATCH);
            batches.end();
            return loader.finish();
        }
    }

    private void rebuild(Handle control) throws InterruptedException {
        listener.progress(Stage.INDEXING, 0, 0);
        clock.enter("indexes");
        tables.deferred().restoreKeysAndIndexes(reading::checkCancelled);
        listener.progress(Stage.VERIFYING, 0, 0);
        Differences found = new Differences();
        // Nothing changes rows any more, so they can be counted while the foreign keys look at them.
        StagedWork work = tables.deferred().foreignKeys("foreignKeys", "analyze");
        Verifier.queries(file.world(), found).forEach(query -> work.add("verification", query));
        work.run(schema, reading::checkCancelled, clock::enter);
        tables.deferred().restoreTriggers();
        reading.checkCancelled();
        List<RowDifference> differences = found.kept();
        if (!differences.isEmpty()) {
            tables.requireNoRowsOfOthers(control);
            throw new VerificationFailedException(
                    "the database does not hold what " + file.source().name()
                            + " says, so the import was undone; this is a bug, please report it: "
                            + differences.stream().map(RowDifference::toString).collect(Collectors.joining("; ")));
        }
    }

    /**
     * Leaves the schema as it was before the run, which stays in the ledger with the reason.
     *
     * @return false if that could not be done: the server is gone, most likely, and the run is as a kill leaves it
     */
    private boolean undone(Handle control, UUID run, Exception reason) {
        try {
            if (control.getConnection().isValid(SECONDS_TO_ANSWER)) {
                undo(control, run, reason.getMessage());
                return true;
            }
            // The lock was released with the connection. If another import holds it now, that import cleans up.
            try (Handle again = schema.open()) {
                schema.lock(again, during.command());
                undo(again, run, reason.getMessage());
                return true;
            }
        } catch (SQLException | RuntimeException e) {
            reason.addSuppressed(e);
            return false;
        }
    }

    private void undo(Handle handle, UUID run, String reason) {
        tables.clear(handle, run, ledger -> ledger.fail(run, reason));
    }

    private ImportReport report(ImportReport.Outcome outcome, UUID run, Map<String, Long> rows, Instant at) {
        Map<String, Duration> stages = clock.stages();
        return new ImportReport(
                file.inspection(),
                schema.name(),
                outcome,
                run,
                continuedFrom,
                rows,
                stages,
                StageClock.sum(stages),
                at);
    }
}
