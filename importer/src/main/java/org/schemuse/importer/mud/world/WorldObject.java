package org.schemuse.importer.mud.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.source.Text;

/**
 * A room, thing, exit, player or what else has a dbref, in no dialect: what a record of a dump means. Texts are valid until the
 * next record is read. References are dbrefs as the record has them, whether or not there is such an object.
 */
public interface WorldObject {
    /** No object. */
    int NOTHING = -1;

    /** The destination or drop-to that sends everybody to his own home. */
    int HOME = Integer.MIN_VALUE;

    /** The source of an exit whose record does not tell: it is the room in whose chain of exits the exit is. */
    int BY_CHAIN = Integer.MIN_VALUE + 1;

    Position position();

    int dbref();

    /** False if the dump breaks off, or goes astray, inside the record. */
    boolean complete();

    ObjectType type();

    /** Whether the object is destroyed and only waits for its number to be used again. */
    boolean garbage();

    /** The name, without the other names that the object has. */
    Text ownName();

    /** Other names that people can use for it. */
    List<Text> aliases();

    int owner();

    int zone();

    /** The container of a thing or player; of a room the room itself or {@link #NOTHING}. */
    int location();

    /** The room that an exit leads out of, or {@link #BY_CHAIN}. */
    int source();

    /** Where a thing or player goes home to. */
    int home();

    /** Where an exit leads, or {@link #HOME}. */
    int destination();

    /** Where things go that are dropped in a room, or {@link #HOME}. */
    int dropTo();

    /** Where it is: the source of an exit, else the location. */
    default int place() {
        return type() == ObjectType.EXIT ? source() : location();
    }

    /** Where it leads: the destination of an exit, the drop-to of a room, else the home. */
    default int link() {
        return switch (type()) {
            case EXIT -> destination();
            case ROOM -> dropTo();
            default -> home();
        };
    }

    /** The first object in it, of the chain that goes on with {@link #next}. */
    int contents();

    /** Its first exit. */
    int exits();

    /** The next object in the same place. */
    int next();

    /** As words; bits that the dialect has no word for in hexadecimal digits. */
    List<String> flags();

    /** Of a player; {@link Powers#NONE} of anything else. */
    Powers powers();

    /** Seconds since 1970 as the record has them; {@code null} if it says nothing. What is no date is not known. */
    @Nullable
    Long created();

    /** As {@link #created}: when it was changed last. */
    @Nullable
    Long modified();

    List<Attribute> attributes();

    List<Definition> definitions();

    List<Integer> parents();

    /** What in its record has no meaning. */
    List<Oddity> oddities();
}
