package org.schemuse.importer.mud.format.muse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.schemuse.importer.mud.format.Dialect;
import org.schemuse.importer.mud.format.DumpRecord.Attribute;
import org.schemuse.importer.mud.format.DumpRecord.GameObject;
import org.schemuse.importer.mud.format.DumpRecord.Mail;
import org.schemuse.importer.mud.format.HeaderField;
import org.schemuse.importer.mud.format.Lock;
import org.schemuse.importer.mud.format.ObjectType;
import org.schemuse.importer.mud.format.Placement;
import org.schemuse.importer.mud.format.Powers;
import org.schemuse.importer.source.Text;

/** What TinyMUSE and deMUSE mean by their numbers, in every version since the first. */
final class MuseDialect implements Dialect {
    private static final long GOING = 0x4000;
    /** Of a mail's flags. Sending sets the reading date too, so that alone it says nothing. */
    private static final int READ = 2;

    private static final int PASSWORD = 5;
    private static final int DESCRIPTION = 6;
    private static final int LAST_CONNECTED = 30;
    private static final int ALIAS = 42;
    private static final int CHANNELS = 50;
    private static final int DOOMSDAY = 58;

    private final Layout layout;
    private final MuseTables tables;

    MuseDialect(Layout layout) {
        this.layout = layout;
        this.tables = layout.deMuse() ? MuseTables.deMuse() : MuseTables.tinyMuse();
    }

    @Override
    public String name() {
        return layout.deMuse() ? "deMUSE" : "TinyMUSE";
    }

    @Override
    public ObjectType type(GameObject object) {
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
    private long currentFlags(GameObject object) {
        long flags = object.header().flags();
        // The original writes its 32 bits as a signed number.
        long bits = flags < 0 ? flags & 0xffffffffL : flags;
        return layout.version() > 1 ? bits : VersionOneFlags.upgraded(bits, object.dbref());
    }

    @Override
    public boolean garbage(GameObject object) {
        return (currentFlags(object) & GOING) != 0 && !scheduledForDestruction(object);
    }

    private static boolean scheduledForDestruction(GameObject object) {
        for (Attribute attribute : object.attributes()) {
            if (!attribute.userDefined() && attribute.number() == DOOMSDAY) {
                String date =
                        attribute.value().decode(StandardCharsets.ISO_8859_1).strip();
                return date.matches("[0-9]*[1-9][0-9]*");
            }
        }
        return false;
    }

    /** Version 5 brought the link line; before, what it says stood in lines that had other uses. */
    @Override
    public Placement place(GameObject object) {
        int location = object.header().dbref(HeaderField.LOCATION);
        int exits = object.header().dbref(HeaderField.EXITS);
        if (layout.version() >= 5) {
            return new Placement(location, object.header().dbref(HeaderField.LINK), exits);
        }
        return switch (type(object)) {
            case ROOM -> new Placement(object.dbref(), location, exits);
            case EXIT -> new Placement(Placement.BY_CHAIN, location, -1);
            default -> new Placement(location, exits, -1);
        };
    }

    @Override
    public List<String> flags(GameObject object) {
        return MuseTables.flags(type(object), currentFlags(object) & ~0xfL);
    }

    @Override
    public long unknownFlags(GameObject object) {
        return MuseTables.unknownFlags(type(object), currentFlags(object) & ~0xfL);
    }

    @Override
    public Optional<AttributeType> attribute(int number) {
        return Optional.ofNullable(tables.attributes().get(number));
    }

    @Override
    public Collection<AttributeType> attributes() {
        return tables.attributes().values();
    }

    @Override
    public AttributeType defined(int number, String name, int flags) {
        return tables.defined(number, name, flags);
    }

    @Override
    public int definitionFlags(List<String> names) {
        return tables.attributeFlags(names);
    }

    @Override
    public int number(Special attribute) {
        return switch (attribute) {
            case PASSWORD -> PASSWORD;
            case DESCRIPTION -> DESCRIPTION;
            case ALIAS -> ALIAS;
            case CHANNELS -> CHANNELS;
            case LAST_CONNECTED -> LAST_CONNECTED;
        };
    }

    /**
     * Reads {@code class/power/level/power/level/…/0}. As for the original, whatever has no slash behind it does not
     * count, a level other than {@code <}, {@code =} or {@code y} is a no, and of two entries for a power the first holds.
     */
    @Override
    public Powers powers(GameObject player) {
        Text line = player.header().text(HeaderField.POWERS);
        if (line == null && layout.fields().contains(HeaderField.POWERS)) {
            line = Text.EMPTY; // lost, for every player has one
        }
        if (line == null) {
            int former = VersionOneFlags.formerClass(currentFlags(player));
            return new Powers(MuseTables.userClass(former), former, List.of(), List.of());
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
            if (power == null && first) {
                unknown.add(number);
            } else if (level != null && first) {
                grants.add(new Powers.Grant(power, level));
            }
        }
        return new Powers(MuseTables.userClass(userClass), userClass, grants, unknown);
    }

    @Override
    public boolean read(Mail mail) {
        return (mail.flags() & READ) != 0;
    }

    private static int leadingNumber(String text) {
        int number = 0;
        for (int i = 0; i < text.length() && i < 6 && Character.isDigit(text.charAt(i)); i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }

    private static Powers.Level level(String segment) {
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

    @Override
    public int longestText() {
        return MuseDump.LONGEST_TEXT;
    }
}
