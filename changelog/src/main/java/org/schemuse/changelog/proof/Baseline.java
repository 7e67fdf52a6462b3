package org.schemuse.changelog.proof;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.schema.LedgerMaintenance;
import org.schemuse.changelog.schema.SchemaRefusedException;

/** Gives a schema without a ledger one, if the schema is what the changesets create. */
public final class Baseline {
    private Baseline() {}

    /**
     * Marks changesets as applied if the schema is what they create.
     *
     * @param live the database of the schema
     * @param count the number of changesets, of those that the filter takes; null for all
     * @param despiteDifferences whether to mark them also if the schema differs
     * @param scratch an empty database on the same server
     * @return the changesets and the differences, and whether they were marked
     * @throws SchemaRefusedException if the schema does not exist or has a ledger, or if a database cannot be used
     */
    public static BaselineReport of(
            DataSource live,
            Installation target,
            @Nullable Integer count,
            boolean despiteDifferences,
            DataSource scratch) {
        LedgerMaintenance ledger = LedgerMaintenance.of(live, target.catalog(), target.schema(), target.filter());
        ledger.requireUnknownSchema();
        List<Changeset> changesets = target.catalog().changesets().stream()
                .filter(changeset -> target.catalog().takes(target.filter(), changeset))
                .limit(count == null ? Long.MAX_VALUE : count)
                .toList();
        DriftReport drift = Drift.ofThese(live, target, changesets, Drift.Location.at(scratch));
        boolean adopt = !drift.drifted() || despiteDifferences;
        if (adopt) {
            ledger.markApplied(changesets);
        }
        List<String> ids = changesets.stream().map(Changeset::id).toList();
        return new BaselineReport(target.catalog().name(), target.schema(), adopt, ids, drift.differences());
    }
}
