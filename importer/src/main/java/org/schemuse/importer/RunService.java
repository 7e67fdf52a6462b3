package org.schemuse.importer;

import java.io.IOException;
import java.time.Duration;
import javax.sql.DataSource;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.LoadRun;
import org.schemuse.importer.load.StageClock;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException.During;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.undo.Undone;
import org.schemuse.importer.mud.update.StoredWorld;
import org.schemuse.importer.mud.update.WorldMerge;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.TableImportService;

/** Resumes or undoes an import that the ledger lists. */
public final class RunService {
    private final TargetSchema schema;
    private final String toolVersion;
    private final ImportListener listener;
    private final LoadRun runs;
    private StageClock clock = StageClock.starting("connect", System::nanoTime);

    /**
     * Works on the runs of a schema.
     *
     * @param schema the name of the schema, without quotes
     * @param toolVersion the version of this program; only the version that began an import resumes it
     */
    public RunService(DataSource database, String schema, String toolVersion, ImportListener listener) {
        this.schema = TargetSchema.withLedger(database, schema);
        this.toolVersion = toolVersion;
        this.listener = listener;
        this.runs = new LoadRun(this.schema).reportingTo(listener);
    }

    /** Measures the stages of a resumed import with a clock that is running; returns this service. */
    public RunService timedBy(StageClock running) {
        clock = running;
        return this;
    }

    /** Opens the dump of a run. It is called after the run was found to be resumable. */
    @FunctionalInterface
    public interface DumpOfRun {
        DumpSource open(ImportRun run) throws IOException;
    }

    /**
     * Resumes an interrupted import at its last checkpoint, with the options that it began with.
     *
     * @param name the number of the run in its schema, or the beginning of its id
     * @throws RunRefusedException if there is no such run, it was not interrupted, another version began it, or another
     *     session holds the import lock
     * @throws UnusableDumpException if the dump is not the one that the run began with; nothing was changed
     * @throws ImportRefusedException if the server ends the load
     * @throws IOException if the dump cannot be read
     * @throws InterruptedException if the thread is interrupted; the import can be resumed again
     */
    public ImportReport resume(String name, DumpOfRun dump) throws IOException, InterruptedException {
        clock.enter("connect");
        ImportRun run = named(name);
        refuseUnlessInterrupted(run);
        try (DumpSource source = dump.open(run)) {
            ImportRequest request = ImportRequest.again(run);
            clock.enter("read");
            DumpFile file = DumpFile.read(source, request, listener);
            clock.enter("connect");
            String found = file.reading().sha256();
            if (!found.equals(run.sha256())) {
                throw new UnusableDumpException(source.name() + ": is not the dump of " + run.called()
                        + ": expected SHA-256 " + run.sha256() + ", found " + found + "; nothing was changed");
            }
            return ImportReport.of(
                    file.inspection(),
                    schema.name(),
                    runs.timedBy(clock).resume(new WorldSource(file, schema, request, listener), run.id()));
        }
    }

    /**
     * Finds a run in the ledger.
     *
     * @param name the number of the run in its schema, or the beginning of its id
     * @throws RunRefusedException if there is no such run
     */
    public ImportRun named(String name) {
        return runs.history().named(name);
    }

    private void refuseUnlessInterrupted(ImportRun run) {
        if (run.ofRows() && run.unfinished()) {
            throw new RunRefusedException(
                    run.called() + " went into a table; to continue it, run the command that began it again");
        }
        if (!run.unfinished()) {
            throw new RunRefusedException(run.called() + " is " + run.state().word() + "; there is nothing to resume");
        }
        if (!run.toolVersion().equals(toolVersion)) {
            throw new RunRefusedException(run.called() + " was begun by version " + run.toolVersion() + ", this is "
                    + toolVersion + "; resume it with that version, or undo it with: schemuse undo " + run.number());
        }
        runs.requireUnlocked(run, During.RESUME);
    }

    /**
     * Undoes an import or an update, completely or not at all. An import: deletes the rows that it and its updates loaded, and
     * restores the deferred objects. An update: its rows become what they were before it.
     *
     * @param name the number of the run in its schema, or the beginning of its id
     * @param discardLaterChanges whether to undo it even if rows were changed later or other rows refer to them
     * @throws RunRefusedException if there is no such run, nothing of it is left to undo, or another session holds the
     *     import lock
     * @throws ImportRefusedException with a list, if rows were changed later or other rows refer to them
     */
    public UndoReport undo(String name, boolean discardLaterChanges) {
        long start = System.nanoTime();
        Undone undone = named(name).ofRows()
                ? new TableImportService(schema, listener).undo(name, discardLaterChanges)
                : runs.undo(
                        name, control -> StoredWorld.target(schema, control), WorldMerge.ofUndo(), discardLaterChanges);
        return new UndoReport(
                schema.name(),
                undone.run().id(),
                undone.run().number(),
                undone.run().source(),
                undone.removed(),
                undone.discarded(),
                Duration.ofNanos(System.nanoTime() - start));
    }
}
