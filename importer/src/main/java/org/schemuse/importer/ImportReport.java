package org.schemuse.importer;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.schemuse.importer.load.LoadResult;
import org.schemuse.importer.load.StageClock;

/**
 * What an import did.
 *
 * @param continuedBatches how many batches an interrupted import of the same dump had loaded; 0 for a new import
 * @param rows how many rows this import loaded, by table; empty if nothing was imported
 * @param stages the time spent in each stage; they add up to {@code took}
 * @param importedAt when the world was imported, by this or an earlier run
 */
public record ImportReport(
        Inspection inspection,
        String schema,
        Outcome outcome,
        UUID run,
        int continuedBatches,
        Map<String, Long> rows,
        Map<String, Duration> stages,
        Duration took,
        Instant importedAt) {
    /** How the import ended. */
    public enum Outcome {
        IMPORTED,
        /** The same dump had been imported before; nothing was changed. */
        ALREADY_IMPORTED
    }

    static ImportReport of(Inspection inspection, String schema, LoadResult result) {
        return new ImportReport(
                inspection,
                schema,
                result.loaded() ? Outcome.IMPORTED : Outcome.ALREADY_IMPORTED,
                result.run(),
                result.continuedBatches(),
                result.rows(),
                result.stages(),
                StageClock.sum(result.stages()),
                Objects.requireNonNull(result.at()));
    }
}
