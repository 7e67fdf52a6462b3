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

/** Continues an import that was interrupted, or undoes one. */
public final class RunService {
    private final TargetSchema schema;
    private final String toolVersion;
    private final ImportListener listener;
    private final LoadRun runs;
    private StageClock clock = StageClock.starting("connect", System::nanoTime);

    public RunService(DataSource database, String schema, String toolVersion, ImportListener listener) {
        this.schema = new TargetSchema(database, schema);
        this.toolVersion = toolVersion;
        this.listener = listener;
        this.runs = new LoadRun(this.schema).reportingTo(listener);
    }

    /** Books the time of a resumed import on a clock that runs already. */
    public RunService timedBy(StageClock running) {
        clock = running;
        return this;
    }

    /** Where the dump of a run comes from, asked for once it is known that the run can be resumed. */
    @FunctionalInterface
    public interface DumpOfRun {
        DumpSource open(ImportRun run) throws IOException;
    }

    /**
     * Continues an import that was interrupted, where its checkpoint says.
     *
     * @param name the run's number or the beginning of its id
     * @throws RunRefusedException if there is no such run, or it is not one that was interrupted
     * @throws UnusableDumpException if the dump is not the one the run began with
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
            String found = file.world().reading().sha256();
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
     * The run that is meant.
     *
     * @param name the run's number or the beginning of its id
     * @throws RunRefusedException if there is no such run
     */
    public ImportRun named(String name) {
        return runs.history().named(name);
    }

    private void refuseUnlessInterrupted(ImportRun run) {
        if (!run.unfinished()) {
            throw new RunRefusedException(run.called() + " is " + run.state().word() + "; there is nothing to resume");
        }
        if (!run.toolVersion().equals(toolVersion)) {
            throw new RunRefusedException(
                    run.called() + " was begun by version " + run.toolVersion() + ", this is " + toolVersion
                            + "; resume it with that version, or undo it with: schemuse undo " + run.number());
        }
        runs.requireUnlocked(run, During.RESUME);
    }

    /**
     * Undoes an import: removes what it and its updates brought, and restores what it deferred. Of an update, its rows become
     * what they were before. All of it or nothing.
     *
     * @param name the run's number or the beginning of its id
     * @param discardLaterChanges whether it goes even where others have built on it since
     * @throws RunRefusedException if there is no such run, or nothing of it to undo
     * @throws ImportRefusedException with a list, where others have built on it
     */
    public UndoReport undo(String name, boolean discardLaterChanges) {
        long start = System.nanoTime();
        Undone undone = runs.undo(
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
