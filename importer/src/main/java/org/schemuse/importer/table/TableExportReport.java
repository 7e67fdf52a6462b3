package org.schemuse.importer.table;

import java.time.Duration;

/**
 * What an export of a table wrote.
 *
 * @param schema of the table
 * @param table as the system catalog has it
 * @param rowCount how many rows there were
 * @param bytes the length of the file
 */
public record TableExportReport(String schema, String table, long rowCount, long bytes, Duration took) {}
