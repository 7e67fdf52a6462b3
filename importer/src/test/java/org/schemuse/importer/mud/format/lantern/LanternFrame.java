package org.schemuse.importer.mud.format.lantern;

import java.util.OptionalInt;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.RawFields;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.source.Text;

/** The first line of a world, or its last. */
record LanternFrame(Position position, boolean end, int version, Text title, int objects) implements RawRecord.Frame {
    static LanternFrame end(Position position) {
        return new LanternFrame(position, true, 0, Text.EMPTY, 0);
    }

    @Override
    public OptionalInt objectCount() {
        return end ? OptionalInt.empty() : OptionalInt.of(objects);
    }

    @Override
    public void fields(RawFields to) {
        to.number("version", version);
        to.text("title", title);
        to.number("objects", objects);
    }
}
