package org.schemuse.changelog.schema;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a rollback did.
 *
 * @param rolledBack ids, the latest first. In a dry run: what would be taken back
 * @param stillApplied ids that stay, in the order they were applied
 * @param rowsDropped rows lost with the tables that went, by table; tables that were empty are left out
 * @param sql what would run; null except in a dry run
 */
public record RollbackReport(
        String catalog,
        String schema,
        List<String> rolledBack,
        List<String> stillApplied,
        Map<String, Long> rowsDropped,
        String sql,
        Duration took) {
    /** Whether nothing was there to be taken back, which is no failure. */
    public boolean nothingToTakeBack() {
        return rolledBack.isEmpty();
    }

    public RollbackReport {
        rolledBack = List.copyOf(rolledBack);
        stillApplied = List.copyOf(stillApplied);
        rowsDropped = Map.copyOf(rowsDropped);
    }
}
