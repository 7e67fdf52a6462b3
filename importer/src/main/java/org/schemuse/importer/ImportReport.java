package org.schemuse.importer;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What an import did.
 *
 * @param rows written into each table; empty if nothing was imported
 * @param seconds spent in each stage
 * @param importedAt when the world came into the database, now or before
 */
public record ImportReport(
        Inspection inspection,
        String schema,
        Outcome outcome,
        UUID run,
        Map<String, Long> rows,
        Map<String, Double> seconds,
        Instant importedAt) {
    /** How it ended. */
    public enum Outcome {
        IMPORTED,
        /** The same dump had been imported before; nothing was changed. */
        ALREADY_IMPORTED
    }
}
