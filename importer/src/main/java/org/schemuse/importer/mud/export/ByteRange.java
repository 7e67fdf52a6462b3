package org.schemuse.importer.mud.export;

import org.jspecify.annotations.Nullable;

/**
 * Where an export differs from the dump that the world came from. Offsets are counted from 0, the end is the first
 * byte after the range; a range of no bytes is a place where something was added.
 *
 * @param dumpFrom in the dump
 * @param dumpTo in the dump
 * @param writtenFrom in the export
 * @param writtenTo in the export
 * @param dbref the object there, or {@code null} outside of objects
 */
public record ByteRange(
        long dumpFrom,
        long dumpTo,
        long writtenFrom,
        long writtenTo,
        @Nullable Integer dbref,
        String reason) {}
