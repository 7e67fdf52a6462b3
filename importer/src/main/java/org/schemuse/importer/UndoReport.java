package org.schemuse.importer;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * What an undo did.
 *
 * @param number of the run in its schema, from 1
 * @param rows of the run that were removed or put back as they were, by table; of an import that was cut off nothing
 *     was counted
 * @param discarded rows of others that went with them, by table
 */
public record UndoReport(
        String schema,
        UUID run,
        int number,
        String source,
        Map<String, Long> rows,
        Map<String, Long> discarded,
        Duration took) {}
