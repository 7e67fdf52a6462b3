package org.schemuse.importer.mud.format;

import java.util.List;
import org.schemuse.importer.mud.world.World;

/**
 * A dump that was read once, from its beginning to its end.
 *
 * @param dump to be read again, with what only a whole reading can tell
 * @param accounts where its lines and bytes went
 * @param frames what stands before the objects
 */
public record DumpReading(
        Dump dump, World world, long bytes, String sha256, SectionTotals accounts, List<RawRecord.Frame> frames) {}
