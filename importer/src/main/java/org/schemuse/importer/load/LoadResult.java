package org.schemuse.importer.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.merge.Merge;

/**
 * What a run did.
 *
 * @param loaded false if the same input had been loaded before; nothing was changed then
 * @param run the run, or the one that loaded the input before
 * @param continuedBatches how many batches an interrupted run had left; 0 for a new one
 * @param rows rows written, by table
 * @param merge how they were merged; {@code null} if they went into empty tables
 * @param stages the time spent in each stage
 * @param at when the rows came into the database, now or before
 */
public record LoadResult(
        boolean loaded,
        UUID run,
        int continuedBatches,
        Map<String, Long> rows,
        @Nullable Merge merge,
        Map<String, Duration> stages,
        @Nullable Instant at) {}
