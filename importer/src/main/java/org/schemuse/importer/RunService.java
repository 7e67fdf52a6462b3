package org.schemuse.importer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.load.WorldTables;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.source.DumpSource;

/** What can be done with an import that there is already: go on with it, or take it back. */
public final class RunService {
    private final TargetSchema schema;
    private final String toolVersion;
    private final ImportListener listener;
    private StageClock clock = StageClock.starting("connect", System::nanoTime);

    public RunService(DataSource database, String schema, String toolVersion, ImportListener listener) {
        this.schema = new TargetSchema(database, schema);
        this.toolVersion = toolVersion;
        this.listener = listener;
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
     * Goes on with an import that was cut off, where its checkpoint says.
     *
     * @param name the run's number or the beginning of its id
     * @throws RunRefusedException if there is no such run, or it is not one that was cut off
     * @throws UnusableDumpException if the dump is not the one the run began with
     */
    public ImportReport resume(String name, DumpOfRun dump) throws IOException, InterruptedException {
        clock.enter("connect");
        ImportRun run = schema.history().named(name);
        refuseUnlessCutOff(run);
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
            return new ImportRunner(file, schema, request, listener)
                    .timedBy(clock)
                    .resume(run.id());
        }
    }

    /**
     * The run that is meant.
     *
     * @param name the run's number or the beginning of its id
     * @throws RunRefusedException if there is no such run
     */
    public ImportRun named(String name) {
        return schema.history().named(name);
    }

    private void refuseUnlessCutOff(ImportRun run) {
        if (!run.unfinished()) {
            throw new RunRefusedException(run.called() + " is " + run.state() + "; there is nothing to resume");
        }
        if (!run.toolVersion().equals(toolVersion)) {
            throw new RunRefusedException(
                    run.called() + " was begun by version " + run.toolVersion() + ", this is " + toolVersion
                            + "; resume it with that version, or take it back with: schemuse undo " + run.number());
        }
        try (Handle control = schema.open()) {
            takeLock(control, run, "resume");
        }
    }

    private void takeLock(Handle control, ImportRun run, String command) {
        if (!schema.tryLock(control, command)) {
            throw new RunRefusedException(run.called()
                    + (run.unfinished() ? " is still running" : " cannot be touched now")
                    + ": another import, update, undo or migration has the lock of schema \"" + schema.name() + "\""
                    + schema.holder(control) + "; " + schema.waitOrEnd());
        }
    }

    /**
     * Takes an import back: removes what it and its updates brought, and puts back what it set aside. Of an update, its
     * rows become what they were before. All of it or nothing.
     *
     * @param name the run's number or the beginning of its id
     * @param discardLaterChanges whether it goes even where others have built on it since
     * @throws RunRefusedException if there is no such run, or nothing of it to undo
     * @throws ImportRefusedException with a list, where others have built on it
     */
    public UndoReport undo(String name, boolean discardLaterChanges) {
        long start = System.nanoTime();
        try (Handle control = schema.open()) {
            ImportRun run = schema.history().named(name);
            takeLock(control, run, "undo");
            WorldTables.Undone undone =
                    undo(control, schema.history(control).named(run.id().toString()), discardLaterChanges);
            return new UndoReport(
                    schema.name(),
                    run.id(),
                    run.number(),
                    run.source(),
                    undone.removed(),
                    undone.discarded(),
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (JdbiException e) {
            throw ImportRunner.refusal(e, ImportRefusedException.During.UNDO);
        } catch (ImportRefusedException e) {
            throw e.during(ImportRefusedException.During.UNDO);
        }
    }

    /** What the world was before it is known only as long as the update before it is listed. */
    private static void refuseIfOldest(ImportRun run, ImportRun origin) {
        if (run.earlierUpdateCount() > 0) {
            throw new RunRefusedException(
                    run.called() + " is the oldest update that is kept: what the " + run.earlierUpdateCount()
                            + " before it changed is no longer recorded, so it cannot be undone by itself; to undo the"
                            + " world with all its updates: schemuse undo " + origin.number());
        }
    }

    private WorldTables.Undone undo(Handle control, ImportRun run, boolean discardLaterChanges) {
        WorldTables tables = new WorldTables(schema);
        if (run.unfinished()) {
            tables.clear(control, run.id(), ledger -> ledger.undo(run.id()));
            return new WorldTables.Undone(Map.of(), Map.of());
        }
        if (!run.finished()) {
            throw new RunRefusedException(run.called() + " is " + run.state() + ", so nothing of it is left to undo");
        }
        List<ImportRun> all = new ArrayList<>(schema.history(control).runs().stream()
                .filter(ImportRun::finished)
                .toList());
        if (run.updates() != null) {
            ImportRun latest = all.get(0);
            if (!latest.id().equals(run.id())) {
                throw new RunRefusedException(run.called() + " was updated since by " + latest.called()
                        + "; take that back first: schemuse undo " + latest.number());
            }
            refuseIfOldest(run, all.get(all.size() - 1));
            return tables.undoUpdate(control, run, discardLaterChanges);
        }
        Collections.reverse(all);
        return tables.undo(control, all, discardLaterChanges);
    }
}
