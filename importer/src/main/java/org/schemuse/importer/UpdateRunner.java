package org.schemuse.importer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.schemuse.importer.ImportListener.Stage;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.WorldTables;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.UnfinishedRun;
import org.schemuse.importer.load.merge.Merge;
import org.schemuse.importer.load.merge.OldUpdates;
import org.schemuse.importer.load.merge.Staging;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.mud.row.RowEncoder;
import org.schemuse.importer.mud.row.UserRows;
import org.schemuse.importer.mud.verify.RowDifference;
import org.schemuse.importer.mud.verify.Verifier;

/**
 * One update of a world by a newer dump. The dump is loaded into temporary tables and verified there; then one transaction
 * brings the world up to it. Whatever goes wrong before its commit leaves nothing behind.
 */
final class UpdateRunner {
    private final DumpFile file;
    private final TargetSchema schema;
    private ImportRequest request;
    private final Merge.Rules rules;
    private final ImportListener listener;
    private final SecondReading reading;
    private StageClock clock = StageClock.starting("connect", System::nanoTime);

    UpdateRunner(
            DumpFile file, TargetSchema schema, ImportRequest request, Merge.Rules rules, ImportListener listener) {
        this.file = file;
        this.schema = schema;
        this.request = request;
        this.rules = rules;
        this.listener = listener;
        this.reading = new SecondReading(file, request, listener, "stopped; nothing was changed");
    }

    /** Books the time on a clock that runs already. */
    UpdateRunner timedBy(StageClock running) {
        clock = running;
        return this;
    }

    UpdateReport run() throws IOException, InterruptedException {
        try (Handle control = schema.open()) {
            schema.lock(control, "import --update");
            List<ImportRun> runs = schema.installed() ? schema.history(control).runs() : List.of();
            ImportRun before = worldOf(runs);
            if (before.sha256().equals(file.world().reading().sha256())) {
                new WorldTables(schema).requireRowsOf(control, before);
                Map<String, Duration> stages = clock.stages();
                return new UpdateReport(
                        file.inspection(),
                        schema.name(),
                        ImportReport.Outcome.ALREADY_IMPORTED,
                        before.id(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        0,
                        ChangeList.empty(),
                        stages,
                        StageClock.sum(stages),
                        before.finishedAt());
            }
            return update(control, runs, before);
        } catch (JdbiException e) {
            throw ImportRunner.refusal(e, ImportRefusedException.During.UPDATE);
        } catch (ImportRefusedException e) {
            throw e.during(ImportRefusedException.During.UPDATE);
        }
    }

    /** The run that the world stands at. */
    private ImportRun worldOf(List<ImportRun> runs) {
        runs.stream().filter(ImportRun::unfinished).findFirst().ifPresent(run -> {
            throw new ImportRefusedException(new UnfinishedRun(schema, run.id(), run.source()).kept());
        });
        ImportRun before = runs.stream()
                .filter(ImportRun::finished)
                .findFirst()
                .orElseThrow(() -> new ImportRefusedException("schema \"" + schema.name()
                        + "\" holds no imported world that could be brought up to date; import without --update"));
        if (!before.dialect().equals(file.inspection().dialect())) {
            throw new ImportRefusedException("schema \"" + schema.name() + "\" holds a world of " + before.dialect()
                    + ", found "
                    + file.inspection().dialect() + " in " + file.source().name()
                    + "; a newer dump of the same world is expected");
        }
        return before;
    }

    private UpdateReport update(Handle control, List<ImportRun> runs, ImportRun before)
            throws IOException, InterruptedException {
        request = request.usually(ImportRequest.passwordsOf(before));
        file.settle(request);
        clock.enter("load");
        Staging staging = Staging.create(schema, control);
        Instant at = staging.now();
        Map<UUID, String> hashes = staging.passwordHashes();
        staging.inFront();
        loaded(staging, at, hashes);
        clock.enter("verify");
        Map<String, Long> rows = staging.rows();
        verify(control);
        staging.behind();
        clock.enter("merge");
        listener.progress(Stage.INDEXING, 0, 0);
        RunRecord books = new RunRecord(file, schema, request);
        ImportLedger.Beginning beginning = books.next(runs);
        ImportRun origin = origin(runs);
        Merge merge = new Merge(control, beginning.id(), origin, at, rules);
        ImportLedger ledger = new ImportLedger(control);
        ChangeList rowChanges = ChangeList.create();
        new WorldTables(schema)
                .update(
                        control,
                        merge,
                        transaction -> {
                            ledger.begin(beginning, at);
                            ledger.record(beginning.id(), file.findings().kept());
                        },
                        transaction -> {
                            reading.checkCancelled();
                            clock.enter("list");
                            merge.forEachChange(before.id(), rowChanges::add);
                            clock.enter("commit");
                            Map<String, Object> more = Map.of("updates", before.id(), "update", merge.changes());
                            ledger.finish(beginning.id(), books.counts(rows, more), clock.seconds());
                            new OldUpdates(transaction, origin).forget(rules.keepUpdates());
                        });
        Map<String, Duration> stages = clock.stages();
        return new UpdateReport(
                file.inspection(),
                schema.name(),
                ImportReport.Outcome.IMPORTED,
                beginning.id(),
                merge.changes(),
                merge.conflicts(),
                merge.vanishedPlayers(),
                rowChanges.size(),
                rowChanges,
                stages,
                StageClock.sum(stages),
                at);
    }

    /** The import into an empty schema that the world began with. */
    private static ImportRun origin(List<ImportRun> runs) {
        return runs.stream()
                .filter(run -> run.finished() && run.updates() == null)
                .findFirst()
                .orElseThrow(() ->
                        new ImportRefusedException("import_runs no longer says with which import the world began"));
    }

    private void loaded(Staging staging, Instant at, Map<UUID, String> hashes)
            throws IOException, InterruptedException {
        try {
            load(staging, at, hashes);
        } catch (UnusableDumpException e) {
            throw new UnusableDumpException(e.getMessage() + "; nothing was changed", e);
        }
    }

    private void load(Staging staging, Instant at, Map<UUID, String> hashes) throws IOException, InterruptedException {
        try (PasswordHashing hashing = new PasswordHashing(request.passwords())) {
            UserRows users = new UserRows(hashing.executor()).knowing(hashes);
            RowEncoder encoder = new RowEncoder(file.world(), schema.name(), users, at)
                    .keepingPasswords(request.passwords() == ImportRequest.PasswordMode.KEEP);
            StagedBatches batches = new StagedBatches(staging, new Batch().begin(0, 0));
            encoder.fill(batches.batch());
            encoder.addBuiltins();
            reading.records(encoder, batches);
            batches.send();
            if (!rules.allowOtherWorld()) {
                // Before the long wait for hashes.
                staging.compare().require(schema, file.source().name());
            }
            encoder.addChannels();
            reading.users(users, hashing, batches, request.batchSize());
            batches.send();
        }
    }

    private void verify(Handle control) {
        listener.progress(Stage.VERIFYING, 0, 0);
        List<RowDifference> differences = new Verifier(control).compare(file.world());
        if (!differences.isEmpty()) {
            throw new VerificationFailedException(
                    "the staged rows are not what " + file.source().name()
                            + " says, so nothing was changed; this is a bug, please report it: "
                            + differences.stream().map(RowDifference::toString).collect(Collectors.joining("; ")));
        }
    }

    /** Adds full batches to the staged rows. */
    private record StagedBatches(Staging staging, Batch batch) implements SecondReading.Batches {
        @Override
        public boolean sendIfHolds(int records) {
            boolean full = batch.holds(records);
            if (full) {
                send();
            }
            return full;
        }

        void send() {
            staging.add(batch);
            batch.begin(0, 0);
        }
    }
}
