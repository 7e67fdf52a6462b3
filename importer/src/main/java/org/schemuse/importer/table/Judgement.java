package org.schemuse.importer.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.judge.Judge;
import org.schemuse.importer.table.judge.NaturalKeys;
import org.schemuse.importer.table.judge.StagedTable;
import org.schemuse.importer.table.mapping.MappedTable;
import org.schemuse.importer.table.mapping.NaturalKey;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape.Unique;

/** Has the staged rows of a run judged: all that the server would refuse, as far as it can be told beforehand. */
final class Judgement {
    private final Handle handle;
    private final TableInput input;
    private final StagingArea area;
    private final List<ColumnShape> filled;

    Judgement(Handle handle, TableInput input, StagingArea area, List<ColumnShape> filled) {
        this.handle = handle;
        this.input = input;
        this.area = area;
        this.filled = filled;
    }

    /** Natural keys become references before anything is judged. */
    private Optional<NaturalKeys> resolved(Handle transaction) {
        MappedTable mapped = input.mapped();
        if (mapped.keys().isEmpty() && mapped.hidden().isEmpty()) {
            return Optional.empty();
        }
        StagedTable staged = area.filled(filled);
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
        handle.useTransaction(transaction -> {
            area.forgetJudgement(transaction);
            Optional<NaturalKeys> keys = resolved(transaction);
            Judge judge = new Judge(transaction, area.filled(filled));
            if (input.as() != null) {
                input.as().requirePrivileges(transaction, input.shape(), filled);
                input.as().tell(transaction);
                judge.actingAs(input.as().role());
            }
            Unique key = input.key();
            if (key == null) {
                judge.judge();
            } else {
                judge.judgeMerging(key, input.request().onConflict() == OnConflict.UPDATE);
            }
            keys.ifPresent(resolved -> resolved.explain(input.mapped().hidden()));
        });
    }
}
