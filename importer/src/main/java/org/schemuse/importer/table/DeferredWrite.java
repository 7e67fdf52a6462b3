package org.schemuse.importer.table;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.ImportListener.Stage;
import org.schemuse.importer.load.RunContext;
import org.schemuse.importer.load.defer.ClosedTables;
import org.schemuse.importer.load.defer.DeferredObjects;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.load.target.StagedWork;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.WorkerConnections;
import org.schemuse.importer.table.TableImportRequest.Defer;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.TableWriter.Range;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.postgres.SqlState;

/**
 * Moves rows into a table that has none while its indexes, keys and foreign keys are dropped, over two connections, and builds
 * them afterwards. The table is closed to other sessions meanwhile.
 */
final class DeferredWrite {
    /** Of fewer rows an index is kept up as fast as it is built. */
    private static final long FEW = 10_000;

    private final RunContext context;
    private final TableInput input;
    private final UUID run;
    private final Target target;
    private final DeferredObjects objects;
    private boolean begun;

    DeferredWrite(RunContext context, TableInput input, UUID run) {
        this.context = context;
        this.input = input;
        this.run = run;
        this.target = input.target();
        this.objects = DeferredObjects.keysAndIndexes(target);
    }

    /** Whether rows go this way; says which way they go, and why. */
    boolean possible(TableOutcome outcome) {
        Optional<String> against = against(outcome.read());
        outcome.way(
                against.map(reason -> "in place, because " + reason)
                        .orElse(
                                "with deferred indexes and keys: the table was closed to other sessions while they were built"));
        return against.isEmpty();
    }

    private Optional<String> against(long rows) {
        Defer wanted = input.request().defer();
        TableShape shape = input.shape();
        if (wanted == Defer.NEVER) {
            return Optional.of("--defer never was given");
        } else if (shape.kind() != TableShape.Kind.TABLE || related()) {
            return Optional.of("the table is partitioned, part of another, or foreign");
        } else if (!owned()) {
            return Optional.of("only the owner of the table can drop its indexes");
        } else if (shape.rowSecurity()) {
            return Optional.of("row-level security decides which rows go into the table");
        } else if (wanted == Defer.AUTO && rows < FEW) {
            return Optional.of("there are few rows");
        } else if (!empty(context.control())
                && (wanted == Defer.AUTO || input.request().onConflict() != OnConflict.ERROR)) {
            return Optional.of("the table has rows, and stays open");
        }
        return Optional.empty();
    }

    private boolean related() {
        return asks(
                "SELECT c.relispartition OR EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent))"
                        + " FROM pg_class c WHERE c.oid = to_regclass(:table)");
    }

    private boolean owned() {
        return asks("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(:table)");
    }

    private boolean asks(String question) {
        return context.control()
                .createQuery(question)
                .bind("table", target.tables().at(0).name())
                .mapTo(Boolean.class)
                .one();
    }

    private boolean empty(Handle handle) {
        return handle.createQuery("SELECT NOT EXISTS (SELECT FROM "
                        + target.tables().at(0).name() + ")")
                .mapTo(Boolean.class)
                .one();
    }

    /** Moves the rows, and builds what was dropped. */
    void write(TableWriter sql, long rows, TableOutcome outcome) throws InterruptedException {
        Optional<String> open = close();
        if (open.isPresent()) {
            outcome.way("in place, because " + open.get());
            return;
        }
        begun = true;
        context.listener().progress(Stage.INDEXING, 0, 0);
        try {
            build(sql, rows, outcome);
        } catch (ImportRefusedException e) {
            if (!aboutRows(e)) {
                throw e;
            }
            // A trigger made them so: row by row the server says which.
            undo(context.control());
            outcome.nothingWritten();
            outcome.way("in place, because the table's keys do not fit what its triggers make of the rows");
        }
    }

    private static boolean aboutRows(ImportRefusedException e) {
        return e.getCause() instanceof SQLException refusal
                && (SqlState.of(refusal) == SqlState.CONSTRAINT_VIOLATED
                        || SqlState.of(refusal) == SqlState.ROW_REFUSED);
    }

    private void build(TableWriter sql, long rows, TableOutcome outcome) throws InterruptedException {
        List<Consumer<Handle>> pieces = IntStream.range(0, WorkerConnections.AT_ONCE)
                .mapToObj(piece -> move(sql.withoutKey(), piece, rows, outcome))
                .toList();
        WorkerConnections.run(input.schema(), pieces, context::checkCancelled);
        context.clock().enter("indexes");
        objects.restoreKeysAndIndexes(run, context::checkCancelled);
        StagedWork work = objects.foreignKeys(run, "foreignKeys", "analyze");
        work.run(input.schema(), context::checkCancelled, context.clock()::enter);
    }

    private static Range piece(int piece, long rows) {
        long size = rows / WorkerConnections.AT_ONCE + 1;
        return new Range(piece * size, (piece + 1) * size - 1);
    }

    private Consumer<Handle> move(TableWriter sql, int piece, long rows, TableOutcome outcome) {
        return worker -> {
            ClosedTables.enter(worker, run, false);
            TableWrite.run(
                    worker,
                    sql,
                    piece(piece, rows),
                    input.newRows(run, -1 - piece),
                    (transaction, counts) -> outcome.add(counts));
        };
    }

    /** Drops what is deferred; if that cannot be, says why. */
    private Optional<String> close() {
        try {
            boolean closed = context.control().inTransaction(transaction -> {
                transaction.execute("SET LOCAL lock_timeout TO '" + DeferredObjects.LOCK_SECONDS + "s'");
                transaction.execute("LOCK TABLE " + target.tables().at(0).name() + " IN ACCESS EXCLUSIVE MODE");
                if (input.request().defer() == Defer.AUTO && !empty(transaction)) {
                    return false;
                }
                objects.drop(transaction, run, closed());
                return true;
            });
            return closed ? Optional.empty() : Optional.of("somebody wrote into the table before it could be closed");
        } catch (ImportRefusedException e) {
            if (e.passing()) {
                throw e;
            }
            return Optional.of("its keys cannot be dropped: " + e.getMessage());
        }
    }

    private String closed() {
        return "table " + input.shape().name() + " is closed until an import of " + input.label()
                + " is finished; if it was interrupted, open it with: schemuse undo " + run + " --schema "
                + input.schema().name();
    }

    /** Whether the table is closed. */
    boolean begun() {
        return begun;
    }

    /** Opens the table, within the caller's transaction. */
    void reopen(Handle transaction) {
        if (begun) {
            objects.restoreAll(transaction, run);
        }
    }

    /** Leaves the table as it was before; the staged rows stay. */
    void undo(Handle handle) {
        TableUndo.reopen(target, handle, run);
        begun = false;
    }
}
