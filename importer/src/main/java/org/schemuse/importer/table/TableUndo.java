package org.schemuse.importer.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.RunContext;
import org.schemuse.importer.load.defer.ClosedTables;
import org.schemuse.importer.load.defer.DeferredObjects;
import org.schemuse.importer.load.defer.DependentObject;
import org.schemuse.importer.load.defer.ExclusiveTableLock;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.ImportRefusedException.During;
import org.schemuse.importer.load.target.RowOrigin;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.undo.Undo;
import org.schemuse.importer.load.undo.Undone;
import org.schemuse.importer.table.TableWrite.ServerRefusal;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShape.Unique;
import org.schemuse.importer.table.shape.TableShapes;
import org.schemuse.postgres.Quoting;
import org.schemuse.postgres.ServerMessage;
import org.schemuse.postgres.SqlState;

/** Takes back what an import did to a table: deletes its rows, and gives those that it changed their old values. */
final class TableUndo {
    private final TargetSchema schema;
    private final Handle control;
    private final ImportRun run;
    private final String name;
    private final Target target;
    private final String table;
    private final String written;
    private final String replaced;

    /** @param control the connection that has the lock */
    TableUndo(TargetSchema schema, Handle control, ImportRun run) {
        this.schema = schema;
        this.control = control;
        this.run = run;
        this.name = tableOf(run);
        this.target = TableInput.target(schema, name);
        this.table = Quoting.qualified(schema.name(), name);
        this.written = StagingArea.written(schema, run.id());
        this.replaced = StagingArea.replaced(schema, run.id());
    }

    static String tableOf(ImportRun run) {
        return String.valueOf(run.options().get("table"));
    }

    /**
     * Opens every table that a killed run has closed, and leaves it as it was before.
     *
     * @param insisted the table that has to be open afterwards
     * @return of each other table that could not be opened, a line that says so
     */
    static List<String> reopenAll(TargetSchema schema, RunContext context, String insisted) {
        List<String> closed = new ArrayList<>();
        for (ImportRun run : context.runs()) {
            if (run.ofRows() && run.unfinished()) {
                try {
                    new TableUndo(schema, context.control(), run).reopen();
                } catch (ImportRefusedException e) {
                    if (e.passing() || tableOf(run).equals(insisted)) {
                        throw e;
                    }
                    closed.add("table " + tableOf(run) + " stays closed by " + run.called() + ": " + e.getMessage());
                }
            }
        }
        return closed;
    }

    /** Opens the table that an interrupted run has closed, if it has, and leaves it as it was before; what was staged stays. */
    void reopen() {
        if (!DeferredObjects.any(control, run.id())) {
            return;
        }
        if (StagingArea.exists(control, table)) {
            reopen(target, control, run.id());
            return;
        }
        control.useTransaction(transaction -> {
            DeferredObjects.forget(transaction, run.id());
            new ImportLedger(transaction).forgetWrites(run.id());
        });
    }

    /** The same of a run that has closed it. */
    static void reopen(Target target, Handle handle, UUID run) {
        DeferredObjects objects = DeferredObjects.keysAndIndexes(target);
        handle.useTransaction(transaction -> {
            transaction.execute("SET LOCAL lock_timeout TO '" + DeferredObjects.LOCK_SECONDS + "s'");
            ClosedTables.enter(transaction, run, true);
            objects.dropForeignKeysAgain(transaction, run);
            silently(target, transaction, () -> empty(target, transaction, run));
            new ImportLedger(transaction).forgetWrites(run);
            StagingArea.forgetWritten(transaction, target.schema(), run);
            objects.restoreAll(transaction, run);
        });
    }

    private static void empty(Target target, Handle handle, UUID run) {
        String table =
                Quoting.qualified(target.schema().name(), target.tables().at(0).catalogName());
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
                new ImportLedger(transaction).undo(run.id(), target.trail());
            });
            return new Undone(run, Map.of(), Map.of());
        }
        refuseIfUpdated(all);
        TableShape shape = TableShapes.read(control, schema.name(), name)
                .orElseThrow(
                        () -> new RunRefusedException(run.called() + ": its table " + name + " is no longer there"));
        return discardLaterChanges
                ? discarding(shape)
                : ExclusiveTableLock.use(target, control, transaction -> finished(transaction, shape, false));
    }

    /** What refers to the rows goes or is cleared, as its foreign keys say. */
    private Undone discarding(TableShape shape) {
        return control.inTransaction(transaction -> {
            transaction.execute("SET LOCAL lock_timeout TO '" + DeferredObjects.LOCK_SECONDS + "s'");
            return schema.seeingEverything(transaction, () -> {
                Undone[] undone = new Undone[1];
                silently(target, transaction, () -> undone[0] = finished(transaction, shape, true));
                return undone[0];
            });
        });
    }

    private void refuseIfUpdated(List<ImportRun> all) {
        for (ImportRun other : all) {
            String changed = StagingArea.replaced(schema, other.id());
            if (other.number() > run.number()
                    && other.ofRows()
                    && other.finished()
                    && tableOf(other).equals(name)
                    && StagingArea.exists(control, changed)
                    && count(control, "SELECT count(*) FROM " + changed) > 0) {
                throw new RunRefusedException(run.called() + ": " + other.called()
                        + " changed rows of the table since; undo that first: schemuse undo " + other.number()
                        + " --schema "
                        + schema.name());
            }
        }
    }

    private Undone finished(Handle handle, TableShape shape, boolean discard) {
        long inserted = Long.parseLong(new ImportLedger(handle).counted(run.id(), "inserted"));
        // First, so that what is the run's by its transaction alone is what it inserted.
        long restored = StagingArea.exists(handle, replaced) ? restoreReplaced(handle, shape, discard) : 0;
        boolean known =
                StagingArea.exists(handle, written) && count(handle, "SELECT count(*) FROM " + written) == inserted;
        long gone = known ? removeWritten(handle, discard) : removeByTransaction(handle, inserted, discard);
        ImportLedger ledger = new ImportLedger(handle);
        ledger.forgetBatches(run.id());
        ledger.markTransaction(run.id(), -1, 0);
        ledger.undo(run.id(), target.trail());
        StagingArea.dropAll(handle, schema, run.id());
        return new Undone(run, new LinkedHashMap<>(Map.of(name, gone + restored)), Map.of());
    }

    private long removeWritten(Handle handle, boolean discard) {
        String same = sameKey(columnsOf(handle, written));
        long kept = count(
                handle,
                "SELECT count(*) FROM " + written + " w WHERE NOT EXISTS (SELECT FROM " + table + " t WHERE " + same
                        + " AND " + RowOrigin.lastWrittenByOrRestored(run.id(), "t") + ")");
        refuseIfChanged(kept, discard);
        return execute(handle, "DELETE FROM " + table + " t USING " + written + " w WHERE " + same);
    }

    /** Of a table without a primary key, and after a crash. */
    private long removeByTransaction(Handle handle, long inserted, boolean discard) {
        String mine = RowOrigin.lastWrittenBy(run.id(), "t");
        refuseIfChanged(inserted - count(handle, "SELECT count(*) FROM " + table + " t WHERE " + mine), discard);
        return execute(handle, "DELETE FROM " + table + " t WHERE " + mine);
    }

    private long restoreReplaced(Handle handle, TableShape shape, boolean discard) {
        Unique key = conflictKey(shape);
        String rows = "(SELECT x.tableoid, x.ctid, x.xmin, x.* FROM " + table + " x"
                + (key.predicate() == null ? "" : " WHERE " + key.predicate()) + ") t";
        String same = TableWriter.sameKey(key, "t", column -> "w." + Quoting.identifier(column));
        long kept = count(
                handle,
                "SELECT count(*) FROM " + replaced + " w WHERE NOT EXISTS (SELECT FROM " + rows + " WHERE " + same
                        + " AND " + RowOrigin.lastWrittenByOrRestored(run.id(), "t") + ")");
        refuseIfChanged(kept, discard);
        List<String> had = columnsOf(handle, replaced);
        String assignments = shape.columns().stream()
                .filter(column -> !column.generated() && column.identity() != ColumnShape.Identity.ALWAYS)
                .map(ColumnShape::name)
                .filter(column -> had.contains(column) && !key.columns().contains(column))
                .map(column -> Quoting.identifier(column) + " = o." + Quoting.identifier(column))
                .collect(Collectors.joining(", "));
        return assignments.isEmpty()
                ? 0
                : execute(
                        handle,
                        "UPDATE " + table + " n SET " + assignments
                                + " FROM (SELECT t.tableoid AS part, t.ctid AS place, w.* FROM " + rows + " JOIN "
                                + replaced + " w ON "
                                + same + ") o WHERE n.ctid = o.place AND n.tableoid = o.part");
    }

    /** Runs a statement as it is: a predicate of a key may hold what JDBI would take for a parameter. */
    private static long execute(Handle handle, String statement) {
        try {
            return TableWrite.plain(handle, statement);
        } catch (ServerRefusal e) {
            throw SqlState.of(e.refusal()).isPassing()
                    ? ImportRefusedException.by(e.refusal(), During.UNDO)
                    : new ImportRefusedException(
                            "nothing was undone, because the server refuses it: " + ServerMessage.full(e.refusal())
                                    + "; change or delete the rows that are in the way, and undo again",
                            e.refusal());
        }
    }

    private static List<String> columnsOf(Handle handle, String relation) {
        return handle.createQuery("SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(:name) AND attnum > 0"
                        + " AND NOT attisdropped ORDER BY attnum")
                .bind("name", relation)
                .mapTo(String.class)
                .list();
    }

    private Unique conflictKey(TableShape shape) {
        Object chosen = run.options().get("conflictKey");
        return shape.uniques().stream()
                .filter(unique ->
                        chosen == null ? unique.primary() : unique.name().equals(chosen))
                .findFirst()
                .orElseThrow(() ->
                        new RunRefusedException(run.called() + ": the key by which it found rows is no longer there: "
                                + (chosen == null ? "the primary key" : chosen)));
    }

    private void refuseIfChanged(long rows, boolean discard) {
        if (rows > 0 && !discard) {
            throw new ImportRefusedException("others have changed or deleted " + Undo.count(rows, "row") + " of "
                    + run.called() + " since; nothing was undone; to undo it all the same: schemuse undo "
                    + run.number()
                    + " --schema " + schema.name() + " --discard-later-changes");
        }
    }

    private static long count(Handle handle, String query) {
        return handle.createQuery(query).mapTo(Long.class).one();
    }

    private static String sameKey(List<String> columns) {
        return columns.stream()
                .map(column -> "t." + Quoting.identifier(column) + " = w." + Quoting.identifier(column))
                .collect(Collectors.joining(" AND "));
    }
}
