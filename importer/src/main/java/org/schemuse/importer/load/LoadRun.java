package org.schemuse.importer.load;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunHistory;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.ledger.UnfinishedRun;
import org.schemuse.importer.load.merge.MergeRules;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException.During;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.undo.Undo;
import org.schemuse.importer.load.undo.UndoUnfinished;
import org.schemuse.importer.load.undo.Undone;

/**
 * The life cycle of everything that is loaded into tables, whatever the rows mean: lock, begin, stream, rebuild, verify, finish,
 * or abort. An import and what it resumes go into empty tables, an update is merged into rows that are there; an undo takes
 * either back, and whoever reads what was loaded reads it here from one snapshot.
 */
public final class LoadRun {
    /** The changelog of the ledger, where it is not part of a catalog. */
    private static final String LEDGER = "import-ledger";

    private final TargetSchema schema;
    private ImportListener listener = ImportListener.SILENT;
    private StageClock clock = StageClock.starting("connect", System::nanoTime);

    /** Runs in a schema, one at a time. */
    public LoadRun(TargetSchema schema) {
        this.schema = schema;
    }

    /** Reports progress to a listener, which may also stop the run. */
    public LoadRun reportingTo(ImportListener hearing) {
        listener = hearing;
        return this;
    }

    /** Books the time on a clock that runs already. */
    public LoadRun timedBy(StageClock running) {
        clock = running;
        return this;
    }

    /**
     * Loads a source into empty tables, or continues an interrupted run of the same source.
     *
     * @throws ImportRefusedException if the tables have rows, or the server ends the run
     * @throws VerificationFailedException if the tables do not have in the end what the source says; nothing is left then
     * @throws ImportCancelledException if the listener stops it; the run can be resumed
     */
    public LoadResult load(LoadSource source) throws IOException, InterruptedException {
        return locked(During.IMPORT, source.catalog(), control -> {
            clock.enter("prepare");
            Target target = source.target(control);
            RunContext context = context(During.IMPORT, control);
            Optional<ImportRun> before = alreadyLoaded(context, source, target);
            return before.isPresent() ? already(before.get()) : through(new CopySink(context, source, target, null));
        });
    }

    /**
     * Continues a run that was interrupted.
     *
     * @throws RunRefusedException if it is over by now
     */
    public LoadResult resume(LoadSource source, UUID run) throws IOException, InterruptedException {
        return locked(During.RESUME, source.catalog(), control -> {
            ImportRun found = RunHistory.read(control, schema.name()).named(run.toString());
            if (!found.unfinished()) {
                throw new RunRefusedException(
                        found.called() + " is " + found.state().word() + " by now; there is nothing to resume");
            }
            return through(new CopySink(context(During.RESUME, control), source, source.target(control), run));
        });
    }

    /** How a caller loads. */
    @FunctionalInterface
    public interface Way {
        /** The steps, made under the lock. */
        Sink of(RunContext context) throws IOException;
    }

    /**
     * Loads in a way of the caller's, which goes through the same steps.
     *
     * @throws ImportRefusedException if the server ends the run
     */
    public LoadResult load(Way way) throws IOException, InterruptedException {
        return locked(During.IMPORT, LEDGER, control -> {
            clock.enter("prepare");
            return through(way.of(context(During.IMPORT, control)));
        });
    }

    /**
     * Merges a newer state of the source that the rows came from; all of it or nothing.
     *
     * @throws ImportRefusedException if there is no finished run, or the server ends this one
     * @throws VerificationFailedException if the staged rows are not what the source says; nothing was changed then
     */
    public LoadResult merge(LoadSource source, MergeRules rules) throws IOException, InterruptedException {
        try (Handle control = schema.open()) {
            schema.lock(control, During.UPDATE.command());
            if (!RunHistory.installed(schema)) {
                throw nothingToUpdate(source);
            }
            Target target = source.target(control);
            RunContext context = context(During.UPDATE, control);
            requireTrail(target);
            ImportRun before = latestOf(context, source, target);
            source.requireNewerOf(before);
            Optional<ImportRun> already = alreadyLoaded(context, source, target);
            return already.isPresent()
                    ? already(already.get())
                    : through(new StagingSink(context, source, target, rules, before));
        } catch (JdbiException e) {
            throw ImportRefusedException.by(e, During.UPDATE);
        } catch (ImportRefusedException e) {
            throw e.during(During.UPDATE);
        }
    }

    /** What people changed since shows in the audit trail only, and no merge or its undo may overwrite that. */
    private static void requireTrail(Target target) {
        if (target.trail().table() == null) {
            throw new ImportRefusedException(
                    "the tables of schema \"" + target.schema().name()
                            + "\" have no audit trail, so what was changed locally is not known and would be overwritten;"
                            + " undo the import and import the newer state");
        }
    }

    private ImportRun latestOf(RunContext context, LoadSource source, Target target) {
        context.history().dumps().stream()
                .filter(ImportRun::unfinished)
                .findFirst()
                .ifPresent(run -> {
                    throw new ImportRefusedException(
                            new UnfinishedRun(schema.name(), target.catalog(), run.id(), run.source()).kept());
                });
        return context.history().dumps().stream()
                .filter(ImportRun::finished)
                .findFirst()
                .orElseThrow(() -> nothingToUpdate(source));
    }

    private ImportRefusedException nothingToUpdate(LoadSource source) {
        return new ImportRefusedException("schema \"" + schema.name() + "\"" + source.adviceIfEmpty());
    }

    private RunContext context(During during, Handle control) {
        return new RunContext(during, control, RunHistory.read(control, schema.name()), clock, listener);
    }

    private static Optional<ImportRun> alreadyLoaded(RunContext context, LoadSource source, Target target) {
        return context.history().dumps().stream()
                .filter(ImportRun::finished)
                .findFirst()
                .flatMap(latest -> source.alreadyLoaded(target, context.control(), latest));
    }

    private LoadResult already(ImportRun before) {
        return new LoadResult(false, before.id(), 0, Map.of(), null, clock.stages(), before.finishedAt());
    }

    /** What is done while no other run may touch the schema. */
    @FunctionalInterface
    private interface LockedWork {
        LoadResult with(Handle control) throws IOException, InterruptedException;
    }

    private LoadResult locked(During during, String catalog, LockedWork work) throws IOException, InterruptedException {
        try (Handle control = schema.open()) {
            if (!RunHistory.installed(schema)) {
                String missing = schema.ledger().equals(schema.name()) ? catalog : LEDGER;
                throw new ImportRefusedException("schema \"" + schema.ledger() + "\" has no " + missing
                        + " catalog; install it with: schemuse migrate " + missing + " --schema " + schema.ledger());
            }
            schema.requireUnicode(control);
            schema.lock(control, during.command());
            return work.with(control);
        } catch (JdbiException e) {
            throw ImportRefusedException.by(e, during);
        }
    }

    /** Every run goes this way. */
    private static LoadResult through(Sink sink) throws IOException, InterruptedException {
        sink.begin();
        try {
            sink.stream();
            sink.rebuild();
            return sink.finish();
        } catch (IOException | InterruptedException | RuntimeException reason) {
            throw thrown(sink.abort(reason));
        }
    }

    private static RuntimeException thrown(Exception e) throws IOException, InterruptedException {
        if (e instanceof IOException failure) {
            throw failure;
        } else if (e instanceof InterruptedException interruption) {
            throw interruption;
        }
        return (RuntimeException) e;
    }

    /** Past runs, the latest first, and how people name one of them; none where no ledger is installed. */
    public RunHistory history() {
        return RunHistory.of(schema);
    }

    /**
     * Refuses a run that cannot be touched because somebody works in the schema.
     *
     * @throws RunRefusedException with the session that holds the lock
     */
    public void requireUnlocked(ImportRun run, During during) {
        try (Handle control = schema.open()) {
            takeLock(control, run, during);
        }
    }

    private void takeLock(Handle control, ImportRun run, During during) {
        if (!schema.tryLock(control, during.command())) {
            throw new RunRefusedException(run.called()
                    + (run.unfinished() ? " is still running" : " cannot be touched now")
                    + ": another import, update, undo or migration has the lock of schema \"" + schema.name() + "\""
                    + schema.holder(control) + "; " + schema.waitOrEnd());
        }
    }

    /**
     * Undoes a run: removes what an import and its updates brought, or makes the rows of an update again what they were before;
     * of one that was interrupted, restores what it deferred. All of it or nothing.
     *
     * @param name the run's number or the beginning of its id
     * @param tables the tables, as a connection under the lock sees them
     * @param rules those the updates were merged with
     * @param discardLaterChanges whether it goes even where others have built on it since
     * @throws RunRefusedException if there is no such run, or nothing of it to undo
     * @throws ImportRefusedException with a list, where others have built on it
     */
    public Undone undo(String name, Function<Handle, Target> tables, MergeRules rules, boolean discardLaterChanges) {
        return undo(name, (control, run, history) -> {
            Target target = tables.apply(control);
            if (run.unfinished()) {
                UndoUnfinished.undo(target, control, run.id(), ledger -> ledger.undo(run.id(), target.trail()));
                return new Undone(run, Map.of(), Map.of());
            }
            return finished(target, control, run, history.dumps(), rules, discardLaterChanges);
        });
    }

    /** How a run is undone, under the lock. */
    @FunctionalInterface
    public interface Undoing {
        /** Undoes a run that is finished or was interrupted. */
        Undone of(Handle control, ImportRun run, RunHistory history);
    }

    /**
     * Undoes a run in a way of the caller's.
     *
     * @param name the run's number or the beginning of its id
     * @throws RunRefusedException if there is no such run, or nothing of it to undo
     */
    public Undone undo(String name, Undoing way) {
        try (Handle control = schema.open()) {
            ImportRun found = history().named(name);
            takeLock(control, found, During.UNDO);
            RunHistory history = RunHistory.read(control, schema.name());
            ImportRun run = history.named(found.id().toString());
            requireSomethingLeft(run);
            return way.of(control, run, history);
        } catch (JdbiException e) {
            throw ImportRefusedException.by(e, During.UNDO);
        } catch (ImportRefusedException e) {
            throw e.during(During.UNDO);
        }
    }

    private static void requireSomethingLeft(ImportRun run) {
        if (!run.finished() && !run.unfinished()) {
            throw new RunRefusedException(
                    run.called() + " is " + run.state().word() + ", so nothing of it is left to undo");
        }
    }

    private static Undone finished(
            Target target,
            Handle control,
            ImportRun run,
            List<ImportRun> history,
            MergeRules rules,
            boolean discardLaterChanges) {
        List<ImportRun> all =
                new ArrayList<>(history.stream().filter(ImportRun::finished).toList());
        if (run.updates() == null) {
            Collections.reverse(all);
            return Undo.ofImport(target, control, run, all, discardLaterChanges);
        }
        ImportRun latest = all.get(0);
        if (!latest.id().equals(run.id())) {
            throw new RunRefusedException(run.called() + " was updated since by " + latest.called()
                    + "; undo that first: schemuse undo " + latest.number());
        }
        refuseIfOldest(run, all.get(all.size() - 1));
        return Undo.ofUpdate(target, rules, control, run, discardLaterChanges);
    }

    /** What the rows were before it is known only as long as the update before it is listed. */
    private static void refuseIfOldest(ImportRun run, ImportRun origin) {
        if (run.earlierUpdateCount() > 0) {
            throw new RunRefusedException(run.called() + " is the oldest update that is kept: what the "
                    + run.earlierUpdateCount()
                    + " before it changed is no longer recorded, so it cannot be undone by itself; to undo the"
                    + " import with all its updates: schemuse undo " + origin.number());
        }
    }

    /** Something read from one state of the tables. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(Handle handle) throws IOException, SQLException;
    }

    /**
     * Reads what was loaded, in one snapshot in which row-level security hides nothing; whatever the reading changes is rolled
     * back.
     *
     * @param during what is under way, for messages
     * @throws ImportRefusedException if row-level security hides rows from this role, or the server ends the reading
     */
    public <T> T read(During during, Reading<T> reading) throws IOException {
        try (Handle handle = schema.open()) {
            handle.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
            handle.begin();
            schema.showEverything(handle);
            T read = reading.read(handle);
            handle.rollback();
            return read;
        } catch (SQLException e) {
            throw ImportRefusedException.by(e, during);
        } catch (JdbiException e) {
            throw ImportRefusedException.by(e, during);
        }
    }
}
