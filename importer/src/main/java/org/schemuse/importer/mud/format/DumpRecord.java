package org.schemuse.importer.mud.format;

import java.util.List;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.source.Text;

/**
 * One thing a dump says, in the order in which it says it. This closed set is the border of the parser: everything above
 * works on records, and no record shows how its dialect writes it.
 */
public sealed interface DumpRecord {
    Position position();

    <R> R accept(Visitor<R> visitor);

    /**
     * The version line, with what stands between it and the objects.
     *
     * @param limits TinyMUSE 2: the most mortal connections (0 is no limit) and the lowest class that may connect
     */
    record Header(Position position, int version, List<Integer> limits) implements DumpRecord {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.header(this);
        }
    }

    /** How many objects the dump says it has: one more than its highest dbref. */
    record ObjectCount(Position position, int count) implements DumpRecord {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.objectCount(this);
        }
    }

    /**
     * A room, thing, exit, player or what else has a dbref.
     *
     * @param mark the byte that opens the record: {@code &}, or {@code !} for one without a zone line
     * @param universe what deMUSE writes behind the definitions, else {@code null}
     * @param complete false if the dump breaks off, or goes astray, inside the record
     */
    record GameObject(
            Position position,
            char mark,
            int dbref,
            ObjectHeader header,
            List<Attribute> attributes,
            List<Integer> parents,
            List<Integer> children,
            List<Definition> definitions,
            Universe universe,
            boolean complete)
            implements DumpRecord {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.object(this);
        }
    }

    /** The line that says that the world is complete. */
    record EndOfDump(Position position) implements DumpRecord {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.endOfDump(this);
        }
    }

    /**
     * One message of the mail section.
     *
     * @param sender a dbref, or -1 for the server itself
     * @param sent seconds since 1970
     * @param read seconds since 1970, 0 while unread; {@code null} in the layout without this field
     * @param flags 1 deleted, 2 read, 4 new, 8 posted on a board
     */
    record Mail(Position position, int sender, int recipient, long sent, Long read, int flags, Text text)
            implements DumpRecord {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.mail(this);
        }
    }

    /**
     * A value on an object.
     *
     * @param number of a built-in attribute if {@code object} is -1, else the 0-based place in the definition list of
     *     {@code object}
     */
    record Attribute(Position position, int number, int object, Text value) {
        public boolean userDefined() {
            return object >= 0;
        }
    }

    /**
     * An attribute that an object defines for itself and its children.
     *
     * @param object the dbref written beside it, normally the defining object's own
     */
    record Definition(Position position, int flags, int object, Text name) {}

    /** deMUSE: the universe an object is in, or for a universe its settings as {@code index:value} lines. */
    record Universe(int number, List<Text> settings) {}

    /** One method a kind of record: a new kind makes the compiler find everybody who must know it. */
    interface Visitor<R> {
        R header(Header header);

        R objectCount(ObjectCount count);

        R object(GameObject object);

        R endOfDump(EndOfDump end);

        R mail(Mail mail);
    }
}
