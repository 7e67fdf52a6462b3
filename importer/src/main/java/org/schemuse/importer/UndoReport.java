package org.schemuse.importer;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * What an undo did.
 *
 * @param number of the run in its schema, from 1
 * @param rows how many rows of the run were deleted or restored, by table; empty for an interrupted import, whose rows
 *     are not counted
 * @param discarded how many other rows were deleted with them, by table
 */
public record UndoReport(
        String schema,
        UUID run,
        int number,
        String source,
        Map<String, Long> rows,
        Map<String, Long> discarded,
        Duration took) {}
