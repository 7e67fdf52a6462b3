package org.schemuse.changelog.proof;

import java.util.List;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.schema.LedgerMaintenance;

/** Adopts a schema that stands without a ledger, once it is seen to be what the changesets make. */
public final class Baseline {
    private Baseline() {}

    /**
     * Marks changesets as applied where the schema is what they make.
     *
     * @param count how many of the edition's changesets; null for all
     * @param despiteDifferences mark them also where it is not
     * @param scratch an empty database on the same server
     */
    public static BaselineReport of(
            DataSource live, Installation target, Integer count, boolean despiteDifferences, DataSource scratch) {
        LedgerMaintenance books = LedgerMaintenance.of(live, target.catalog(), target.schema(), target.edition());
        books.requireUnknownSchema();
        List<Changeset> changesets = target.catalog().changesets().stream()
                .filter(changeset -> target.catalog().takes(target.edition(), changeset))
                .limit(count == null ? Long.MAX_VALUE : count)
                .toList();
        DriftReport drift = Drift.ofThese(live, target, changesets, Drift.Location.at(scratch));
        boolean adopt = !drift.drifted() || despiteDifferences;
        if (adopt) {
            books.markApplied(changesets);
        }
        List<String> ids = changesets.stream().map(Changeset::id).toList();
        return new BaselineReport(target.catalog().name(), target.schema(), adopt, ids, drift.differences());
    }
}
