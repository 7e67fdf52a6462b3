package org.schemuse.importer.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.RunContext;
import org.schemuse.importer.load.defer.ClosedTables;
import org.schemuse.importer.load.defer.DeferredObjects;
import org.schemuse.importer.load.defer.DependentObject;
import org.schemuse.importer.load.defer.ExclusiveTableLock;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.AuditTrail;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.RowOrigin;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.undo.Undone;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShapes;
import org.schemuse.postgres.Quoting;

/** Takes back what an import did to a table: deletes its rows, and gives those that it changed their old values. */
final class TableUndo {
    private final TargetSchema schema;
    private final Handle control;
    private final ImportRun run;
    private final List<String> tables;

    /** @param control the connection that has the lock */
    TableUndo(TargetSchema schema, Handle control, ImportRun run) {
        this.schema = schema;
        this.control = control;
        this.run = run;
        this.tables = tablesOf(run);
    }

    /** The tables of a run, in the order of its files. */
    static List<String> tablesOf(ImportRun run) {
        return run.options().get("tables") instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(run.options().get("table")));
    }

    /**
     * Opens every table that a killed run has closed, and leaves it as it was before.
     *
     * @param insisted tables that have to be open afterwards
     * @return of each other run whose tables could not be opened, a line that says so
     */
    static List<String> reopenAll(TargetSchema schema, RunContext context, Set<String> insisted) {
        List<String> closed = new ArrayList<>();
        for (ImportRun run : context.runs()) {
            if (run.ofRows() && run.unfinished()) {
                try {
                    new TableUndo(schema, context.control(), run).reopen();
                } catch (ImportRefusedException e) {
                    if (e.passing() || tablesOf(run).stream().anyMatch(insisted::contains)) {
                        throw e;
                    }
                    closed.add(RunFiles.named(tablesOf(run), "stays closed by ", "stay closed by ") + run.called()
                            + ": " + e.getMessage());
                }
            }
        }
        return closed;
    }

    /** Opens the tables that an interrupted run has closed, if it has, and leaves them as they were before; what was staged stays. */
    void reopen() {
        if (!DeferredObjects.any(control, run.id())) {
            return;
        }
        List<String> there = tables.stream().filter(this::isThere).toList();
        List<String> closed = there.stream().filter(this::isClosed).toList();
        if (!there.isEmpty()) {
            reopen(TableInput.target(schema, closed.isEmpty() ? there : closed), control, run.id());
            return;
        }
        control.useTransaction(transaction -> {
            DeferredObjects.forget(transaction, run.id());
            new ImportLedger(transaction).forgetWrites(run.id());
        });
    }

    private boolean isThere(String table) {
        return StagingArea.exists(control, Quoting.qualified(schema.name(), table));
    }

    /** What a run closed has its policy until all of it is open again. */
    private boolean isClosed(String table) {
        return ClosedTables.isClosed(control, Quoting.qualified(schema.name(), table));
    }

    /** The same of a run that has closed tables. */
    static void reopen(Target target, Handle handle, UUID run) {
        DeferredObjects objects = DeferredObjects.keysAndIndexes(target);
        handle.useTransaction(transaction -> {
            transaction.execute("SET LOCAL lock_timeout TO '" + DeferredObjects.LOCK_SECONDS + "s'");
            ClosedTables.enter(transaction, run, true);
            objects.dropForeignKeysAgain(transaction, run);
            silently(
                    target,
                    transaction,
                    () -> target.tables().catalogNames().forEach(table -> empty(target, table, transaction, run)));
            new ImportLedger(transaction).forgetWrites(run);
            StagingArea.forgetWritten(transaction, target.schema(), run);
            objects.restoreAll(transaction, run);
        });
    }

    private static void empty(Target target, String name, Handle handle, UUID run) {
        String table = Quoting.qualified(target.schema().name(), name);
        boolean others = handle.createQuery("SELECT EXISTS (SELECT FROM " + table + " t WHERE NOT "
                        + RowOrigin.lastWrittenBy(run, "t") + ")")
                .mapTo(Boolean.class)
                .one();
        handle.execute(
                others
                        ? "DELETE FROM " + table + " t WHERE " + RowOrigin.lastWrittenBy(run, "t")
                        : "TRUNCATE " + table);
    }

    /** A trigger may keep rows from going, or write down that they go; to it, these rows were never there. */
    private static void silently(Target target, Handle handle, Runnable work) {
        List<DependentObject> triggers = DependentObject.triggers(target, handle);
        triggers.forEach(trigger -> trigger.remove(handle));
        work.run();
        triggers.forEach(trigger -> trigger.makeAgain(handle));
    }

    /**
     * Undoes the run, whether it is finished or was interrupted; all of it or nothing.
     *
     * @param all runs of the schema
     * @throws RunRefusedException if a later run changed its rows
     * @throws ImportRefusedException if others have changed its rows, and their changes are not to be discarded
     */
    Undone undo(List<ImportRun> all, boolean discardLaterChanges) {
        if (run.unfinished()) {
            reopen();
            control.useTransaction(transaction -> {
                StagingArea.dropAll(transaction, schema, run.id());
                new ImportLedger(transaction).undo(run.id(), AuditTrail.none());
            });
            return new Undone(run, Map.of(), Map.of());
        }
        refuseIfUpdated(all);
        List<UndonePart> parts = parts();
        Target target = TableInput.target(schema, tables);
        return discardLaterChanges
                ? discarding(target, parts)
                : ExclusiveTableLock.use(target, control, transaction -> finished(transaction, parts, false));
    }

    private List<UndonePart> parts() {
        Map<String, Long> inserted = new ImportLedger(control).rows(run.id(), tables);
        List<UndonePart> parts = new ArrayList<>();
        for (String table : tables) {
            TableShape shape = TableShapes.read(control, schema.name(), table)
                    .orElseThrow(() ->
                            new RunRefusedException(run.called() + ": its table " + table + " is no longer there"));
            RunPart part = new RunPart(run.id(), parts.size());
            parts.add(new UndonePart(schema, run, part, shape, inserted.getOrDefault(table, 0L)));
        }
        return parts;
    }

    /** What refers to the rows goes or is cleared, as its foreign keys say. */
    private Undone discarding(Target target, List<UndonePart> parts) {
        return control.inTransaction(transaction -> {
            transaction.execute("SET LOCAL lock_timeout TO '" + DeferredObjects.LOCK_SECONDS + "s'");
            return schema.seeingEverything(transaction, () -> {
                Undone[] undone = new Undone[1];
                silently(target, transaction, () -> undone[0] = finished(transaction, parts, true));
                return undone[0];
            });
        });
    }

    private void refuseIfUpdated(List<ImportRun> all) {
        for (ImportRun other : all) {
            if (other.number() > run.number() && other.ofRows() && other.finished() && changedRowsOfMine(other)) {
                throw new RunRefusedException(run.called() + ": " + other.called() + " changed rows of "
                        + (tables.size() == 1 ? "the table" : "its tables")
                        + " since; undo that first: schemuse undo " + other.number() + " --schema " + schema.name());
            }
        }
    }

    private boolean changedRowsOfMine(ImportRun other) {
        List<String> others = tablesOf(other);
        return IntStream.range(0, others.size())
                .filter(i -> tables.contains(others.get(i)))
                .mapToObj(i -> StagingArea.replaced(schema, new RunPart(other.id(), i)))
                .anyMatch(changed -> StagingArea.exists(control, changed)
                        && control.createQuery("SELECT EXISTS (SELECT FROM " + changed + ")")
                                .mapTo(Boolean.class)
                                .one());
    }

    private Undone finished(Handle handle, List<UndonePart> parts, boolean discard) {
        Map<String, Long> rows = new LinkedHashMap<>();
        // First, so that what is the run's by its transaction alone is what it inserted.
        parts.forEach(part -> rows.put(part.table(), part.restoreReplaced(handle, discard)));
        Map<String, Long> gone = UndonePart.remove(handle, parts, discard);
        gone.forEach((table, removed) -> rows.merge(table, removed, Long::sum));
        ImportLedger ledger = new ImportLedger(handle);
        ledger.forgetBatches(run.id());
        ledger.markTransaction(run.id(), -1, 0);
        ledger.undo(run.id(), AuditTrail.none());
        StagingArea.dropAll(handle, schema, run.id());
        return new Undone(run, rows, Map.of());
    }
}
