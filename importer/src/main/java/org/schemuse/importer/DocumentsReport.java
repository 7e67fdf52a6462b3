package org.schemuse.importer;

/**
 * What an export as JSON Lines wrote.
 *
 * @param source the dump that the world came from
 * @param documentCount one an object, and one for each message that nobody's object holds
 */
public record DocumentsReport(String source, String schema, long documentCount, long bytes) {}
