package org.schemuse.importer.mud.format.muse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.source.Text;

/**
 * The lines of an object.
 *
 * @param mark the byte that opens the record: {@code &}, or {@code !} for one without a zone line
 * @param universe what deMUSE writes behind the definitions, else {@code null}
 * @param complete false if the dump breaks off, or goes astray, inside the record
 */
record MuseRecord(
        Position position,
        char mark,
        int dbref,
        ObjectHeader header,
        List<Attribute> attributes,
        List<Integer> parents,
        List<Integer> children,
        List<Definition> definitions,
        @Nullable Universe universe,
        boolean complete) {
    /** An attribute that the object defines; {@code object} is the dbref beside it, normally the object's own. */
    record Definition(Position position, int flags, int object, Text name) {}

    /** deMUSE: the universe an object is in, or for a universe its settings as {@code index:value} lines. */
    record Universe(int number, List<Text> settings) {}
}
