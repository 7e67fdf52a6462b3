package org.schemuse.importer;

/**
 * What an export as JSON Lines wrote.
 *
 * @param source the dump that the world came from
 * @param documentCount one per object, and one per message that no object has
 * @param bytes the length of the file
 */
public record DocumentsReport(String source, String schema, long documentCount, long bytes) {}
