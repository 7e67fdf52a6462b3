package org.schemuse.importer.mud.format;

import java.util.OptionalInt;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.world.WorldMail;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.source.Text;

/**
 * One thing that a dump says, in the terms of its dialect and without loss, in the order in which the dump says it. What stands
 * above a format stores its fields, compares them and gives them back to be written, and understands only its meaning.
 */
public sealed interface RawRecord {
    Position position();

    /** Gives everything that has no column or row of its own, field by field, always in the same order. */
    void fields(RawFields to);

    /** A line or more around the objects: version, number of objects, end. */
    non-sealed interface Frame extends RawRecord {
        /** Whether it says that the world is complete. */
        boolean end();

        /** How many objects the dump says it has. */
        OptionalInt objectCount();
    }

    /** The record of an object. Name, location, zone, owner and dates have columns; values and definitions have rows. */
    non-sealed interface Entry extends RawRecord {
        /** The name as it is written, other names included. */
        Text name();

        /** Gives the values and definitions of an object that has no rows; of a password nothing. */
        void remains(RawFields to);

        WorldObject meaning();
    }

    /** One message; its text has a column. */
    non-sealed interface Letter extends RawRecord {
        WorldMail meaning();
    }
}
