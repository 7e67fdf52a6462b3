package org.schemuse.importer.load;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.copy.ConnectionBatches;
import org.schemuse.importer.load.copy.FindingRows;
import org.schemuse.importer.load.defer.ExclusiveTableLock;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.merge.Merge;
import org.schemuse.importer.load.merge.MergeRules;
import org.schemuse.importer.load.merge.OldUpdates;
import org.schemuse.importer.load.merge.Staging;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.Reference;
import org.schemuse.importer.load.target.Target;

/**
 * Into tables that have rows: the new rows go into temporary tables and are verified there; then one transaction merges them
 * into the tables. Whatever goes wrong before its commit leaves nothing behind.
 */
final class StagingSink implements Sink {
    private final RunContext context;
    private final Handle control;
    private final Target target;
    private final LoadSource source;
    private final MergeRules rules;
    private final ImportRun before;
    private final Staging staging;
    private final Instant at;
    private Map<String, Long> rows = Map.of();

    /** @param before the run that the rows stand at */
    StagingSink(RunContext context, LoadSource source, Target target, MergeRules rules, ImportRun before) {
        this.context = context;
        this.control = context.control();
        this.target = target;
        this.source = source;
        this.rules = rules;
        this.before = before;
        context.clock().enter("load");
        this.staging = Staging.create(target, control);
        this.at = staging.now();
    }

    @Override
    public void begin() {
        // The run is recorded in the transaction that merges its rows.
    }

    @Override
    public void stream() throws IOException, InterruptedException {
        source.prepare(target, control);
        staging.inFront();
        ConnectionBatches batches = new ConnectionBatches(control, target.tables());
        source.stream(context.streaming(batches, at));
        batches.send();
    }

    @Override
    public void rebuild() {
        context.clock().enter("verify");
        rows = staging.rows();
        context.listener().progress(Stage.VERIFYING, 0, 0);
        LoadSource.Verification verification = source.verification();
        verification.queries().forEach(query -> query.accept(control));
        List<String> differences = verification.differences();
        if (!differences.isEmpty()) {
            throw new VerificationFailedException("the staged rows are not what " + source.name()
                    + " says, so nothing was changed; this is a bug, please report it: "
                    + String.join("; ", differences));
        }
        staging.behind();
    }

    @Override
    public LoadResult finish() {
        context.clock().enter("merge");
        context.listener().progress(Stage.INDEXING, 0, 0);
        ImportLedger.Beginning beginning = source.beginning(context.nextNumber());
        ImportRun origin = origin();
        Merge merge = new Merge(target, control, beginning.id(), origin, at, rules);
        List<Reference> references = Reference.all(target.tables(), control);
        ExclusiveTableLock.use(target, control, transaction -> {
            new ImportLedger(transaction).begin(beginning, at);
            new FindingRows(beginning.id(), source.findings()).copy(transaction);
            merge.run(references);
            context.checkCancelled();
            context.clock().enter("list");
            rules.merged(transaction, beginning.id(), before.id());
            context.clock().enter("commit");
            end(transaction, beginning, merge);
            new OldUpdates(target, transaction, origin).forget(rules.keptUpdates(), rules.removedRowsNeeded());
            return merge;
        });
        return new LoadResult(
                true, beginning.id(), 0, rows, merge, context.clock().stages(), at);
    }

    private void end(Handle transaction, ImportLedger.Beginning beginning, Merge merge) {
        Map<String, Object> counts = new LinkedHashMap<>(source.counts(rows));
        counts.put("updates", before.id());
        counts.put("update", merge.changes());
        new ImportLedger(transaction)
                .finish(beginning.id(), counts, context.clock().seconds(), target.trail());
    }

    /** The import into empty tables that the rows began with. */
    private ImportRun origin() {
        return context.history().dumps().stream()
                .filter(run -> run.finished() && run.updates() == null)
                .findFirst()
                .orElseThrow(() ->
                        new ImportRefusedException("import_runs no longer says with which import the rows began"));
    }

    @Override
    public Exception abort(Exception reason) {
        if (reason instanceof ImportCancelledException) {
            return new ImportCancelledException("stopped; nothing was changed");
        } else if (reason instanceof UnusableDumpException) {
            return new UnusableDumpException(reason.getMessage() + "; nothing was changed", reason);
        } else if (reason instanceof JdbiException e) {
            return context.translated(e);
        }
        return reason;
    }
}
