package org.schemuse.importer.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.RunContext;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.table.TableImportReport.Reject;

/**
 * What is left to do under the lock once the rows are in the table for good. Nothing of it can take them out again, so what fails
 * is a note in the report.
 */
final class AfterCommit {
    private final RunContext context;
    private final TableInput input;
    private final StagingArea area;
    private final TableOutcome outcome;
    private List<Reject> firstRejects = List.of();
    private @Nullable Path rejects;

    AfterCommit(RunContext context, TableInput input, StagingArea area, TableOutcome outcome) {
        this.context = context;
        this.input = input;
        this.area = area;
        this.outcome = outcome;
    }

    /**
     * Does all of it.
     *
     * @param state of the file when it was first looked at
     * @param sha256 the digest of the file, as soon as it is there
     */
    void of(UUID run, TableInput.State state, CompletableFuture<String> sha256) {
        Handle control = context.control();
        attempt("the digest of the file is not recorded", () -> identify(run, sha256.join()));
        attempt("the first rejects are not shown", () -> firstRejects = area.firstRejects(control));
        if (outcome.rejected() > 0) {
            attempt(
                    "the rejects are not written; import_findings of the ledger lists them",
                    () -> rejects = new RejectsFile(input, area).write(control, outcome.read(), state));
        }
        attempt("the staged rows are not dropped", () -> StagingArea.drop(control, input.schema(), run));
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
            outcome.note(failure + ": " + e.getMessage());
        }
    }

    private void identify(UUID run, String sha256) {
        new ImportLedger(context.control()).identify(run, sha256);
        context.runs().stream()
                .filter(earlier -> earlier.ofRows()
                        && earlier.finished()
                        && earlier.sha256().equals(sha256)
                        && TableUndo.tableOf(earlier).equals(input.shape().name()))
                .findFirst()
                .ifPresent(earlier -> outcome.note("the same file was imported before: " + earlier.called()));
    }

    List<Reject> firstRejects() {
        return firstRejects;
    }

    /** The file that has the rejects; {@code null} if there are none. */
    @Nullable
    Path rejects() {
        return rejects;
    }
}
