package org.schemuse.importer.finding;

/**
 * Where something stands in a dump, after decompression.
 *
 * @param line counted from 1; the line on which the thing begins
 * @param offset in bytes from the start of the dump, counted from 0
 */
public record Position(long line, long offset) {}
