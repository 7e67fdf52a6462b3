package org.schemuse.changelog.schema;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback did.
 *
 * @param outcome whether it did anything
 * @param rolledBackIds the latest first. In a dry run: what would be rolled back
 * @param stillAppliedIds what stays, in the order they were applied
 * @param rowsDropped rows lost with the tables that went, by table; tables that were empty are left out
 * @param steps what goes with each changeset, the latest first; empty except in a dry run
 * @param sql what would run; null except in a dry run
 */
public record RollbackReport(
        String catalog,
        String schema,
        Outcome outcome,
        List<String> rolledBackIds,
        List<String> stillAppliedIds,
        Map<String, Long> rowsDropped,
        List<Step> steps,
        @Nullable String sql,
        Duration took) {
    /** What became of a rollback. */
    public enum Outcome {
        ROLLED_BACK,
        /** A dry run: nothing was changed. */
        WOULD_ROLL_BACK,
        /** Nothing was there to be rolled back, which is no failure. */
        NOTHING_TO_ROLL_BACK
    }

    /**
     * One changeset that would be rolled back.
     *
     * @param rowsDropped rows that would be lost with it, by table; tables that are empty are left out
     */
    public record Step(String id, Map<String, Long> rowsDropped) {
        public Step {
            rowsDropped = Map.copyOf(rowsDropped);
        }
    }

    public RollbackReport {
        rolledBackIds = List.copyOf(rolledBackIds);
        stillAppliedIds = List.copyOf(stillAppliedIds);
        rowsDropped = Map.copyOf(rowsDropped);
        steps = List.copyOf(steps);
    }
}
