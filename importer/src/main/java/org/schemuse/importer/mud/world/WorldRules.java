package org.schemuse.importer.mud.world;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.schemuse.importer.source.Text;

/** What holds for every object of a world and stands in none of its records: the ways of the servers that wrote it. */
public interface WorldRules {
    /** The family of servers as its people write it, such as {@code TinyMUSE}. */
    String dialect();

    /** The attribute of a key without a definer, if it is one that is stored in dumps. */
    Optional<AttributeType> attribute(AttributeKey key);

    /** All attributes that every world has by number, by ascending number. */
    Collection<AttributeType> attributes();

    /** An attribute that an object defines at a place of its list. */
    AttributeType defined(int place, String name, List<String> flags);

    /** Which attribute has a meaning of its own for an import; empty if none has. */
    Optional<AttributeKey> special(Special special);

    /** A lock's text as the expression that the server evaluates; empty if it is nested too deep to be read here. */
    Optional<Lock.Parsed> lock(String text, Lock.Definitions definitions);

    /** The channels that a player's channel attribute lists. */
    List<Channel> channels(String text);

    /** Whether players of the lower classes cannot join a channel of this name. */
    boolean staffChannel(String name);

    /** Whether the text of a password attribute is a crypt() value rather than the password itself. */
    boolean cryptedPassword(Text password);

    /** What the server puts in the place of references to what is not there. */
    Repair repair();

    /** Whether records repeat the locations in chains of contents, exits and next. */
    boolean chains();

    /** What findings call {@link WorldObject#place} of a type. */
    String placeField(ObjectType type);

    /** What findings call {@link WorldObject#link} of a type. */
    String linkField(ObjectType type);

    /** The fields of a record that type and flags depend on. */
    List<String> flagFields();

    /** Attributes that become more than a value on an object. */
    enum Special {
        PASSWORD,
        DESCRIPTION,
        CHANNELS,
        LAST_CONNECTED
    }

    /**
     * What stands in for what is missing; -1 for nothing.
     *
     * @param room the home of things and players without one
     * @param owner the player who owns what nobody else does
     * @param zoneOf the object whose zone is everybody's
     */
    record Repair(int room, int owner, int zoneOf) {
        /** Nothing stands in for anything. */
        public static final Repair NONE = new Repair(WorldObject.NOTHING, WorldObject.NOTHING, WorldObject.NOTHING);
    }
}
