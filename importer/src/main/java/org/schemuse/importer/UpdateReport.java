package org.schemuse.importer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.schemuse.importer.load.Merge;

/**
 * What an update of a world by a newer dump did.
 *
 * @param outcome {@code ALREADY_IMPORTED} if the world stood at this dump already; nothing was changed then
 * @param run the update's own run
 * @param changes by table
 * @param conflicts the first of them, a line each: table, id, and the columns that both sides changed
 * @param seconds spent in each stage
 */
public record UpdateReport(
        Inspection inspection,
        String schema,
        ImportReport.Outcome outcome,
        UUID run,
        Map<String, Merge.Changes> changes,
        List<String> conflicts,
        Map<String, Double> seconds,
        Instant importedAt) {}
