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
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.target.WorkerConnections;
import org.schemuse.importer.table.TableImportRequest.Defer;
import org.schemuse.importer.table.TableWriter.Range;
import org.schemuse.postgres.SqlState;

/**
 * Moves rows into tables while their indexes, keys and foreign keys are dropped, over two connections, and builds them afterwards.
 * The tables are closed to other sessions meanwhile, all of them until the run is over.
 */
final class DeferredWrite {
    private final RunContext context;
    private final TargetSchema schema;
    private final String label;
    private final UUID run;
    private List<TablePart> closed = List.of();

    DeferredWrite(RunContext context, TargetSchema schema, String label, UUID run) {
        this.context = context;
        this.schema = schema;
        this.label = label;
        this.run = run;
    }

    /** Moves the rows of the tables that the plan closes, and builds what was dropped. If that cannot be, they stay open. */
    void write(WritePlan plan, Judgement judgement) throws InterruptedException {
        List<TablePart> parts = plan.closed();
        if (parts.isEmpty()) {
            return;
        }
        Optional<String> open = close(parts);
        if (open.isPresent()) {
            plan.stayOpen(open.get());
            return;
        }
        closed = parts;
        context.listener().progress(Stage.INDEXING, 0, 0);
        try {
            build(plan, judgement);
        } catch (ImportRefusedException e) {
            if (!aboutRows(e) || !plan.couldStayOpen()) {
                throw e;
            }
            // A trigger made them so: row by row the server says which.
            undo(context.control());
            parts.forEach(part -> part.outcome().nothingWritten());
            plan.stayOpen("the table's keys do not fit what its triggers make of the rows");
        }
    }

    private static boolean aboutRows(ImportRefusedException e) {
        return e.getCause() instanceof SQLException refusal
                && (SqlState.of(refusal) == SqlState.CONSTRAINT_VIOLATED
                        || SqlState.of(refusal) == SqlState.ROW_REFUSED);
    }

    private void build(WritePlan plan, Judgement judgement) throws InterruptedException {
        for (TablePart part : closed) {
            long rejected = rejected(part);
            List<Consumer<Handle>> pieces = IntStream.range(0, WorkerConnections.AT_ONCE)
                    .mapToObj(piece -> move(part, piece))
                    .toList();
            WorkerConnections.run(schema, pieces, context::checkCancelled);
            if (rejected(part) > rejected) {
                judgement.again();
            }
        }
        context.clock().enter("indexes");
        objects().restoreKeysAndIndexes(run, context::checkCancelled);
        StagedWork work = objects().foreignKeys(run, "foreignKeys", "analyze", plan.last());
        work.run(schema, context::checkCancelled, context.clock()::enter);
    }

    private long rejected(TablePart part) {
        return part.area().faults(context.control()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Range piece(int piece, long rows) {
        long size = rows / WorkerConnections.AT_ONCE + 1;
        return new Range(piece * size, (piece + 1) * size - 1);
    }

    private Consumer<Handle> move(TablePart part, int piece) {
        return worker -> {
            ClosedTables.enter(worker, run, false);
            TableWrite.run(
                    worker,
                    part.writer().withoutKey(),
                    piece(piece, part.reading().read()),
                    part.newRows(piece),
                    (transaction, counts) -> part.outcome().add(counts));
        };
    }

    /** Drops what is deferred; if that cannot be, says why. */
    private Optional<String> close(List<TablePart> parts) {
        Target target = target(parts);
        try {
            boolean done = context.control().inTransaction(transaction -> {
                transaction.execute("SET LOCAL lock_timeout TO '" + DeferredObjects.LOCK_SECONDS + "s'");
                transaction.execute(
                        "LOCK TABLE " + String.join(", ", target.tables().names()) + " IN ACCESS EXCLUSIVE MODE");
                boolean empty = parts.stream()
                        .filter(part -> part.input().request().defer() == Defer.AUTO)
                        .allMatch(part -> WritePlan.empty(transaction, part));
                if (empty) {
                    DeferredObjects.keysAndIndexes(target).drop(transaction, run, message(parts));
                }
                return empty;
            });
            return done ? Optional.empty() : Optional.of("somebody wrote into the table before it could be closed");
        } catch (ImportRefusedException e) {
            if (e.passing()) {
                throw e;
            }
            return Optional.of("its keys cannot be dropped: " + e.getMessage());
        }
    }

    private Target target(List<TablePart> parts) {
        return TableInput.target(schema, parts.stream().map(TablePart::table).toList());
    }

    private DeferredObjects objects() {
        return DeferredObjects.keysAndIndexes(target(closed));
    }

    private String message(List<TablePart> parts) {
        String tables =
                RunFiles.named(parts.stream().map(TablePart::table).sorted().toList(), "is closed", "are closed");
        return tables + " until an import of " + label + " is finished; if it was interrupted, open "
                + (parts.size() == 1 ? "it" : "them") + " with: schemuse undo " + run + " --schema " + schema.name();
    }

    /** Whether tables are closed. */
    boolean begun() {
        return !closed.isEmpty();
    }

    /** Lets a transaction write into what is closed. */
    void enter(Handle transaction) {
        if (begun()) {
            ClosedTables.enter(transaction, run, true);
        }
    }

    /** Opens the tables, within the caller's transaction. */
    void reopen(Handle transaction) {
        if (begun()) {
            objects().restoreAll(transaction, run);
        }
    }

    /** Leaves the tables as they were before; the staged rows stay. */
    void undo(Handle handle) {
        TableUndo.reopen(target(closed), handle, run);
        closed = List.of();
    }
}
