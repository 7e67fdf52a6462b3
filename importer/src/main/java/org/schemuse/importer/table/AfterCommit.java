package org.schemuse.importer.table;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.RunContext;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.target.TargetSchema;

/**
 * What is left to do under the lock once the rows are in their tables for good. Nothing of it can take them out again, so what fails
 * is a note in the report.
 */
final class AfterCommit {
    private final RunContext context;
    private final TargetSchema schema;
    private final List<TablePart> parts;
    private final List<String> notes;

    /** @param notes of the run, to which what fails is added */
    AfterCommit(RunContext context, TargetSchema schema, List<TablePart> parts, List<String> notes) {
        this.context = context;
        this.schema = schema;
        this.parts = parts;
        this.notes = notes;
    }

    /**
     * Does all of it.
     *
     * @param sha256 the digest of the input, as soon as it is there
     */
    void of(UUID run, CompletableFuture<String> sha256) {
        Handle control = context.control();
        attempt("the digest of the input is not recorded", () -> identify(run, sha256.join()));
        for (TablePart part : parts) {
            attempt("the first rejects are not shown", () -> part.showRejects(control));
            if (part.outcome().rejected() > 0) {
                attempt(
                        "the rejects are not written; import_findings of the ledger lists them",
                        () -> part.writeRejects(control));
            }
        }
        attempt("the staged rows are not dropped", () -> StagingArea.drop(control, schema, run));
    }

    /** A step that may fail. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void attempt(String failure, Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            notes.add(failure + ": " + e.getMessage());
        }
    }

    private void identify(UUID run, String sha256) {
        new ImportLedger(context.control()).identify(run, sha256);
        List<String> tables = parts.stream().map(TablePart::table).toList();
        context.runs().stream()
                .filter(earlier -> earlier.ofRows()
                        && earlier.finished()
                        && earlier.sha256().equals(sha256)
                        && TableUndo.tablesOf(earlier).containsAll(tables))
                .findFirst()
                .ifPresent(earlier -> notes.add((parts.size() == 1 ? "the same file was" : "the same files were")
                        + " imported before: " + earlier.called()));
    }
}
