package org.schemuse.importer.load.undo;

import java.util.Map;
import org.schemuse.importer.load.ledger.ImportRun;

/**
 * What an undo did.
 *
 * @param run the run that was undone
 * @param removed rows of the run that went or came back, by table
 * @param discarded rows of others that went with them, by table
 */
public record Undone(ImportRun run, Map<String, Long> removed, Map<String, Long> discarded) {}
