package org.schemuse.importer.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.judge.Judge;
import org.schemuse.importer.table.judge.NaturalKeys;
import org.schemuse.importer.table.judge.StagedTable;
import org.schemuse.importer.table.mapping.MappedTable;
import org.schemuse.importer.table.mapping.NaturalKey;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape.Unique;

/**
 * Has the staged rows of a run judged: all that the server would refuse, as far as it can be told beforehand. Tables are judged
 * after those that they refer to; a row may refer to a row of the table, or to a staged row that is not rejected.
 */
final class Judgement {
    /** As long as rows come back because others lost the keys that they share; after that, what is rejected stays so. */
    private static final int ROUNDS = 30;

    private final Handle handle;
    private final List<TablePart> parts;
    private final TableOrder order;
    private final Map<String, StagedTable> staged = new LinkedHashMap<>();

    Judgement(Handle handle, List<TablePart> parts) {
        this.handle = handle;
        this.parts = parts;
        this.order = TableOrder.of(
                handle,
                parts.stream().map(part -> part.input().shape()).toList(),
                parts.stream().map(TablePart::filled).toList());
        parts.forEach(part -> staged.put(TableOrder.sqlName(handle, part.input().shape()), part.judged()));
    }

    /** How the tables refer to each other, by what their rows really have. */
    TableOrder order() {
        return order;
    }

    /** Natural keys become references before anything is judged. */
    private static Optional<NaturalKeys> resolved(Handle transaction, TablePart part) {
        TableInput input = part.input();
        MappedTable mapped = input.mapped();
        if (mapped.keys().isEmpty() && mapped.hidden().isEmpty()) {
            return Optional.empty();
        }
        StagedTable staged = part.judged();
        NaturalKeys keys = new NaturalKeys(transaction, staged, mapped.keys());
        for (ColumnShape column : mapped.defaults()) {
            keys.assign(
                    column, Optional.ofNullable(input.key()), input.request().dryRun());
        }
        if (!mapped.keys().isEmpty()) {
            keys.resolve(key -> holders(keys, staged, key));
        }
        return Optional.of(keys);
    }

    private static List<NaturalKeys.Holder> holders(NaturalKeys keys, StagedTable staged, NaturalKey key) {
        List<NaturalKeys.Holder> holders = new ArrayList<>(List.of(NaturalKeys.table(key)));
        if (key.self()) {
            keys.staged(staged, key).ifPresent(holders::add);
        }
        return holders;
    }

    /** Writes down what is wrong, in place of what an interrupted judgement wrote. */
    void judge() {
        for (List<Integer> group : order.groups()) {
            List<TablePart> members = group.stream().map(parts::get).toList();
            if (members.size() == 1) {
                judge(members.get(0));
            } else {
                judgeGroup(members);
            }
        }
    }

    private void judge(TablePart part) {
        handle.useTransaction(transaction -> {
            part.area().forgetJudgement(transaction);
            requirePrivileges(transaction, part);
            Optional<NaturalKeys> keys = resolved(transaction, part);
            Judge judge = judgeOf(transaction, part);
            Unique key = part.input().key();
            if (key == null) {
                judge.judge();
            } else {
                judge.judgeMerging(key, part.input().request().onConflict() == OnConflict.UPDATE);
            }
            keys.ifPresent(resolved -> resolved.explain(part.input().mapped().hidden()));
        });
    }

    private static void requirePrivileges(Handle transaction, TablePart part) {
        ActingRole as = part.input().as();
        if (as != null) {
            as.requirePrivileges(transaction, part.input().shape(), part.filled());
        }
    }

    private Judge judgeOf(Handle transaction, TablePart part) {
        Map<String, StagedTable> others = new LinkedHashMap<>();
        part.input().shape().foreignKeys().stream()
                .filter(key -> !key.self() && staged.containsKey(key.target()))
                .forEach(key -> others.put(key.target(), Objects.requireNonNull(staged.get(key.target()))));
        Judge judge = new Judge(transaction, part.judged()).beside(transaction, others);
        ActingRole as = part.input().as();
        if (as != null) {
            as.tell(transaction);
            judge.actingAs(as.role());
        }
        return judge;
    }

    /** Rows of tables that refer to each other are taken for good until they are rejected, and then take others with them. */
    private void judgeGroup(List<TablePart> group) {
        group.forEach(part -> handle.useTransaction(transaction -> {
            part.area().forgetJudgement(transaction);
            // A value that is none can be compared with no other.
            new Judge(transaction, part.judged()).badValues();
        }));
        group.forEach(this::judge);
        for (int round = 1; round < ROUNDS && lost(group) > 0 && keysMayBeFree(group); round++) {
            group.forEach(this::judge);
        }
        while (lost(group) > 0) {
            // Until every row that is left refers to one.
        }
    }

    private boolean keysMayBeFree(List<TablePart> group) {
        return group.stream()
                .map(part -> part.area().faults(handle))
                .anyMatch(faults -> faults.containsKey("DUPLICATE_KEY") || faults.containsKey("EXCLUDED"));
    }

    private long lost(List<TablePart> some) {
        ToLongFunction<TablePart> lost = part ->
                handle.inTransaction(transaction -> judgeOf(transaction, part).judgeReferences());
        return some.stream().mapToLong(lost).sum();
    }

    /** Rejects rows that refer to rows which the server refused. */
    void again() {
        while (parts.size() > 1 && lost(parts) > 0) {
            // Until every row that is left refers to one.
        }
    }
}
