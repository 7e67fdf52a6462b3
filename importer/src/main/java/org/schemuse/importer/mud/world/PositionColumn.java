package org.schemuse.importer.mud.world;

import org.schemuse.importer.finding.Position;

/** Positions in a dump, by number. */
final class PositionColumn {
    private final IntColumn lines = new IntColumn(0);
    private final IntColumn offsetsHigh = new IntColumn(0);
    private final IntColumn offsetsLow = new IntColumn(0);

    Position at(int number) {
        return new Position(
                lines.at(number), ((long) offsetsHigh.at(number) << 32) | (offsetsLow.at(number) & 0xffffffffL));
    }

    /** A line beyond the largest number of 32 bits is kept as that number. */
    void set(int number, Position position) {
        lines.set(number, (int) Math.min(position.line(), Integer.MAX_VALUE));
        offsetsHigh.set(number, (int) (position.offset() >>> 32));
        offsetsLow.set(number, (int) position.offset());
    }
}
