package org.schemuse.importer.table;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.judge.Judge;
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

    /** Writes down what is wrong, in place of what an interrupted judgement wrote. */
    void judge() {
        handle.useTransaction(transaction -> {
            area.forgetJudgement(transaction);
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
        });
    }
}
