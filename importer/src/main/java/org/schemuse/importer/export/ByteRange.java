package org.schemuse.importer.export;

/**
 * Where an export differs from the dump that the world came from. Offsets are counted from 0, {@code to} is the first
 * byte behind; a range of no bytes is a place where something was added.
 *
 * @param from in the dump
 * @param to in the dump
 * @param writtenFrom in the export
 * @param writtenTo in the export
 * @param dbref the object there, or {@code null} outside of objects
 */
public record ByteRange(long from, long to, long writtenFrom, long writtenTo, Integer dbref, String why) {}
