package org.schemuse.importer.mud.format.muse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.AttributeType;
import org.schemuse.importer.mud.world.Channel;
import org.schemuse.importer.mud.world.Lock;
import org.schemuse.importer.mud.world.ObjectType;
import org.schemuse.importer.mud.world.Powers;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.mud.world.WorldRules;
import org.schemuse.importer.source.Text;

/** What TinyMUSE and deMUSE mean by their numbers, in every version since the first. */
final class MuseDialect implements WorldRules {
    private static final long GOING = 0x4000;
    /** What a link line has for whoever's home it is. */
    private static final int HOME = -3;

    static final AttributeKey PASSWORD = AttributeKey.builtin(5);
    static final AttributeKey ALIAS = AttributeKey.builtin(42);
    private static final AttributeKey DESCRIPTION = AttributeKey.builtin(6);
    private static final AttributeKey LAST_CONNECTED = AttributeKey.builtin(30);
    private static final AttributeKey CHANNELS = AttributeKey.builtin(50);
    private static final AttributeKey DOOMSDAY = AttributeKey.builtin(58);

    /** Players of the lower classes cannot join channels whose names begin so ({@code do_channel} in the server's comm.c). */
    private static final String STAFF_CHANNELS = "*._";

    /** Where players begin, and whose zone is everybody's; and the player who owns what nobody else does. */
    private static final Repair REPAIR = new Repair(0, 1, 0);

    private final Layout layout;
    private final MuseTables tables;

    MuseDialect(Layout layout) {
        this.layout = layout;
        this.tables = layout.deMuse() ? MuseTables.deMuse() : MuseTables.tinyMuse();
    }

    Layout layout() {
        return layout;
    }

    @Override
    public String dialect() {
        return layout.deMuse() ? "deMUSE" : "TinyMUSE";
    }

    ObjectType type(MuseRecord object) {
        int type = (int) (currentFlags(object) & 0xf);
        return switch (type) {
            case 0 -> ObjectType.ROOM;
            case 1 -> ObjectType.THING;
            case 2 -> ObjectType.EXIT;
            case 3 -> layout.deMuse() ? ObjectType.UNIVERSE : ObjectType.UNKNOWN;
            case 4 -> layout.deMuse() ? ObjectType.CHANNEL : ObjectType.UNKNOWN;
            case 8 -> ObjectType.PLAYER;
            case 9, 10, 11, 12, 13, 14, 15 -> layout.version() < 6 ? ObjectType.PLAYER : ObjectType.UNKNOWN;
            default -> ObjectType.UNKNOWN;
        };
    }

    /** The flags as later versions write them: version 1 had two bits of type and some flags in other places. */
    private long currentFlags(MuseRecord object) {
        long flags = object.header().flags();
        // The original writes its 32 bits as a signed number.
        long bits = flags < 0 ? flags & 0xffffffffL : flags;
        return layout.version() > 1 ? bits : VersionOneFlags.upgraded(bits, object.dbref());
    }

    boolean garbage(MuseRecord object) {
        return (currentFlags(object) & GOING) != 0 && !scheduledForDestruction(object);
    }

    private static boolean scheduledForDestruction(MuseRecord object) {
        for (Attribute attribute : object.attributes()) {
            if (attribute.key().equals(DOOMSDAY)) {
                String date =
                        attribute.value().decode(StandardCharsets.ISO_8859_1).strip();
                return date.matches("[0-9]*[1-9][0-9]*");
            }
        }
        return false;
    }

    /** Version 5 brought the link line; before, what it says stood in lines that had other uses. */
    Placement place(MuseRecord object) {
        int location = object.header().dbref(HeaderField.LOCATION);
        int exits = object.header().dbref(HeaderField.EXITS);
        ObjectType type = type(object);
        if (layout.version() >= 5) {
            return new Placement(location, link(type, object.header().dbref(HeaderField.LINK)), exits);
        }
        return switch (type) {
            case ROOM -> new Placement(object.dbref(), link(type, location), exits);
            case EXIT -> new Placement(WorldObject.BY_CHAIN, link(type, location), -1);
            default -> new Placement(location, exits, -1);
        };
    }

    private static int link(ObjectType type, int link) {
        return link == HOME && (type == ObjectType.EXIT || type == ObjectType.ROOM) ? WorldObject.HOME : link;
    }

    List<String> flags(MuseRecord object) {
        return MuseTables.flags(type(object), currentFlags(object) & ~0xfL);
    }

    long unknownFlags(MuseRecord object) {
        return MuseTables.unknownFlags(type(object), currentFlags(object) & ~0xfL);
    }

    @Override
    public Optional<AttributeType> attribute(AttributeKey key) {
        return Optional.ofNullable(tables.attributes().get(key.number()));
    }

    @Override
    public Collection<AttributeType> attributes() {
        return tables.attributes().values();
    }

    @Override
    public AttributeType defined(int place, String name, List<String> flags) {
        return MuseTables.defined(place, name, flags);
    }

    /** The names of the flags of a definition. */
    List<String> attributeFlags(int bits) {
        return tables.attributeFlags(bits);
    }

    /** The flag bits of a definition from their names. */
    int attributeFlags(List<String> names) {
        return tables.attributeFlags(names);
    }

    @Override
    public Optional<AttributeKey> special(Special special) {
        return Optional.of(
                switch (special) {
                    case PASSWORD -> PASSWORD;
                    case DESCRIPTION -> DESCRIPTION;
                    case CHANNELS -> CHANNELS;
                    case LAST_CONNECTED -> LAST_CONNECTED;
                });
    }

    @Override
    public Repair repair() {
        return REPAIR;
    }

    @Override
    public boolean chains() {
        return true;
    }

    @Override
    public String placeField(ObjectType type) {
        return "location";
    }

    @Override
    public String linkField(ObjectType type) {
        return "link";
    }

    @Override
    public List<String> flagFields() {
        return List.of("flags");
    }

    @Override
    public boolean staffChannel(String name) {
        return STAFF_CHANNELS.indexOf(name.charAt(0)) >= 0;
    }

    /**
     * Reads {@code class/power/level/power/level/…/0}. As for the original, whatever has no slash behind it does not
     * count, a level other than {@code <}, {@code =} or {@code y} is a no, and of two entries for a power the first holds.
     */
    MusePowers powers(MuseRecord player) {
        Text line = player.header().text(HeaderField.POWERS);
        if (line == null && layout.fields().contains(HeaderField.POWERS)) {
            line = Text.EMPTY; // lost, for every player has one
        }
        if (line == null) {
            int former = VersionOneFlags.formerClass(currentFlags(player));
            return new MusePowers(new Powers(MuseTables.userClass(former), List.of()), former, List.of());
        }
        String[] segments = line.decode(StandardCharsets.ISO_8859_1).split("/", -1);
        int userClass = segments.length > 1 ? leadingNumber(segments[0]) : 0;
        Set<Integer> seen = new HashSet<>();
        List<Powers.Grant> grants = new ArrayList<>();
        List<Integer> unknown = new ArrayList<>();
        for (int i = 1; i + 2 < segments.length; i += 2) {
            int number = leadingNumber(segments[i]);
            String power = MuseTables.power(number);
            Powers.Level level = level(segments[i + 1]);
            boolean first = seen.add(number);
            if (number == 0) {
                unknown.add(number); // ends the list for the original, whatever follows
                break;
            }
            if (!first) {
                continue;
            }
            if (power == null) {
                unknown.add(number);
            } else if (level != null) {
                grants.add(new Powers.Grant(power, level));
            }
        }
        return new MusePowers(new Powers(MuseTables.userClass(userClass), grants), userClass, unknown);
    }

    private static int leadingNumber(String text) {
        int number = 0;
        for (int i = 0; i < text.length() && i < 6 && Character.isDigit(text.charAt(i)); i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }

    private static Powers.@Nullable Level level(String segment) {
        return switch (segment.isEmpty() ? '.' : segment.charAt(0)) {
            case '<' -> Powers.Level.YES_IF_LESS;
            case '=' -> Powers.Level.YES_IF_EQUAL;
            case 'y', 'Y' -> Powers.Level.YES;
            default -> null;
        };
    }

    @Override
    public Optional<Lock.Parsed> lock(String text, Lock.Definitions definitions) {
        return LockParser.parse(text, tables, definitions, layout.fields().contains(HeaderField.LOCK));
    }

    /**
     * Reads entries apart by blanks: {@code name;alias} in TinyMUSE, {@code name:alias:on} in deMUSE, only names in its
     * older versions.
     */
    @Override
    public List<Channel> channels(String text) {
        List<Channel> channels = new ArrayList<>();
        for (String entry : text.strip().split("\\s+", -1)) {
            String[] parts = entry.split("[;:]", -1);
            if (!parts[0].isEmpty()) {
                String alias = parts.length > 1 && !parts[1].isEmpty() ? parts[1] : null;
                boolean on = parts.length < 3 || !parts[2].equals("0");
                channels.add(new Channel(parts[0], alias, on));
            }
        }
        return channels;
    }

    /** All crypt() values of the family have the salt XX; whatever begins otherwise is the password itself. */
    @Override
    public boolean cryptedPassword(Text password) {
        return password.length() > 2
                && password.bytes()[password.from()] == 'X'
                && password.bytes()[password.from() + 1] == 'X';
    }
}
