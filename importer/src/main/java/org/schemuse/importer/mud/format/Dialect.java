package org.schemuse.importer.mud.format;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.schemuse.importer.mud.format.DumpRecord.GameObject;
import org.schemuse.importer.source.Text;

/** What the numbers and notations of a dump mean. One implementation a family of servers. */
public interface Dialect {
    /** As its people write it, such as {@code TinyMUSE}. */
    String name();

    ObjectType type(GameObject object);

    /** Whether the object is destroyed and only waits on the free list for its number to be used again. */
    boolean garbage(GameObject object);

    Placement place(GameObject object);

    /** The names of the flags set, those of unknown bits in hexadecimal digits. */
    List<String> flags(GameObject object);

    /** Flag bits, apart from the type, that have no name on an object of this type. */
    long unknownFlags(GameObject object);

    /** The built-in attribute of a number, if the dialect has one that is stored in dumps. */
    Optional<AttributeType> attribute(int number);

    /** All built-in attributes, by ascending number. */
    Collection<AttributeType> attributes();

    /** A user-defined attribute with the flags of its definition. */
    AttributeType defined(int number, String name, int flags);

    /** The flag bits of a definition from their names, as {@link #defined} gives them. */
    int definitionFlags(List<String> names);

    /** Which built-in number has a meaning of its own for an import. */
    int number(Special attribute);

    /** Whether the recipient has read a message; its dates do not tell. */
    boolean read(DumpRecord.Mail mail);

    /** The class and powers of a player. */
    Powers powers(GameObject player);

    /** A lock's text as the expression that the server evaluates; empty if it is nested too deep to be read here. */
    Optional<Lock.Parsed> lock(String text, Lock.Definitions definitions);

    /** The channels that a player's channel attribute lists. */
    List<Channel> channels(String text);

    /** Whether the text of a password attribute is a crypt() value rather than the password itself. */
    boolean cryptedPassword(Text password);

    /** Texts longer than this many bytes are written, but not read back, by the original server. */
    int longestText();

    /** Attributes that become more than a value on an object. */
    enum Special {
        PASSWORD,
        DESCRIPTION,
        /** Another name that a player answers to. */
        ALIAS,
        CHANNELS,
        LAST_CONNECTED
    }

    /**
     * What is known of an attribute apart from its values.
     *
     * @param flags names, in the order of their bits
     */
    record AttributeType(int number, String name, List<String> flags, Kind kind) {
        /** How a value is to be understood beyond its text. */
        public enum Kind {
            PLAIN,
            LOCK,
            DATE,
            DBREFS
        }
    }

    /**
     * One entry of a channel list.
     *
     * @param alias what the player calls it, or {@code null}
     * @param on whether the player listens at the moment
     */
    record Channel(String name, String alias, boolean on) {}
}
