package org.schemuse.importer.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.ledger.ImportLedger;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.TableWrite.ServerRefusal;

/**
 * Writes the rows of the tables that stay open, all in one transaction, the last of the run. A row that the server refuses becomes a
 * reject, and with it the rows that refer to it; then all is written once more.
 */
final class OpenWrite {
    private final Handle control;
    private final WritePlan plan;
    private final List<TablePart> parts;
    private final Judgement judgement;
    private final Consumer<Handle> enter;

    /**
     * Constraints that wait for the end may need rows of later tables, so they are first asked at the end. If they then refuse
     * something, they are asked after each table, which tells the table.
     */
    private boolean askedEachTime;

    private int attempts;
    /** The table whose rows are being written; behind the last, all of them are there. */
    private int current;

    /** @param enter lets a transaction write into closed tables */
    OpenWrite(Handle control, WritePlan plan, Judgement judgement, Consumer<Handle> enter) {
        this.control = control;
        this.plan = plan;
        this.parts = plan.open();
        this.judgement = judgement;
        this.enter = enter;
        this.askedEachTime = parts.size() == 1;
        this.attempts = TableWrite.ATTEMPTS * Math.max(1, parts.size());
    }

    /**
     * Writes them.
     *
     * @param end what belongs into the same transaction, once all rows are there
     * @throws ImportRefusedException if the server refuses the rows for a reason that is not in one of them
     */
    void run(Consumer<Handle> end) {
        while (true) {
            try {
                control.useTransaction(transaction -> {
                    write(transaction);
                    end.accept(transaction);
                });
                return;
            } catch (ServerRefusal e) {
                next(e);
            }
        }
    }

    private void write(Handle transaction) {
        List<RowTally> counts = new ArrayList<>();
        begin(transaction);
        for (current = 0; current < parts.size(); current++) {
            counts.add(
                    attempt(transaction, parts.get(current), parts.get(current).all()));
        }
        settle(transaction);
        for (int i = 0; i < parts.size(); i++) {
            TablePart part = parts.get(i);
            new ImportLedger(transaction)
                    .markTransaction(
                            part.place().run(),
                            part.place().number(),
                            counts.get(i).inserted() + counts.get(i).updated());
            part.outcome().add(counts.get(i));
        }
    }

    /** What has waited for the end may ask who writes, too. */
    private void settle(Handle transaction) {
        Optional<ActingRole> acting = parts.stream()
                .map(part -> part.place().as())
                .filter(Objects::nonNull)
                .findFirst();
        acting.ifPresent(role -> role.enter(transaction));
        TableWrite.plain(transaction, TableWrite.NOW);
        acting.ifPresent(role -> ActingRole.leave(transaction));
    }

    private void begin(Handle transaction) {
        enter.accept(transaction);
        if (parts.size() == 1) {
            return;
        }
        if (!askedEachTime) {
            TableWrite.plain(transaction, "SET CONSTRAINTS ALL DEFERRED");
            return;
        }
        TableWrite.plain(transaction, TableWrite.NOW);
        if (!plan.waiting().isEmpty()) {
            TableWrite.plain(transaction, "SET CONSTRAINTS " + String.join(", ", plan.waiting()) + " DEFERRED");
        }
    }

    private RowTally attempt(Handle transaction, TablePart part, TableWriter.Range range) {
        return TableWrite.attempt(transaction, part.writer(), range, part.place(), parts.size() == 1);
    }

    private void next(ServerRefusal refusal) {
        attempts--;
        if (current < parts.size() && attempts > 0 && reject(current, refusal)) {
            judgement.again();
        } else if (current == parts.size() && !askedEachTime && attempts > 0) {
            askedEachTime = true;
        } else {
            throw ImportRefusedException.by(refusal.refusal());
        }
    }

    private boolean reject(int place, ServerRefusal refusal) {
        TablePart part = parts.get(place);
        RefusedRows rows = new RefusedRows(
                control,
                part.writer(),
                transaction -> {
                    begin(transaction);
                    parts.subList(0, place).forEach(earlier -> attempt(transaction, earlier, earlier.all()));
                    ActingRole as = part.place().as();
                    if (as != null) {
                        new ActingWrite(transaction, part.writer(), part.place(), as).shareForAll();
                    }
                },
                (transaction, range) -> attempt(transaction, part, range));
        return rows.reject(part.all(), refusal);
    }
}
