package org.schemuse.importer.mud.format.muse;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.world.AttributeType;
import org.schemuse.importer.mud.world.ObjectType;

/**
 * The numbers of the MUSE family and what they mean: the facts of {@code docs/formats/tinymuse.md}, and
 * the attribute tables beside this class.
 */
final class MuseTables {
    /** By class number, from 1: the labels of {@code user_class_enum}, whose order is the same. */
    private static final List<String> CLASSES = List.of(
            "guest", "visitor", "group", "citizen", "pcitizen", "guide", "official", "builder", "admin", "director");

    /** By power number, from 1. Numbers were never given twice. */
    private static final List<String> POWERS = List.of(
            "Allquota",
            "Announce",
            "Boot",
            "Broadcast",
            "Chown",
            "Class",
            "Database",
            "Examine",
            "Free",
            "Who",
            "Outgoing",
            "Join",
            "Member",
            "Modify",
            "Money",
            "Newpassword",
            "Noslay",
            "Noquota",
            "Nuke",
            "Pcreate",
            "Poor",
            "Queue",
            "Exec",
            "Seeatr",
            "Setpow",
            "Slay",
            "Shutdown",
            "Summon",
            "Slave",
            "Spoof",
            "Stats",
            "Steal",
            "Teleport",
            "WizAttributes",
            "WizFlags",
            "Remote",
            "Security",
            "Incoming",
            "Functions",
            "Dbtop",
            "Setquota",
            "Hostnames",
            "Backstage",
            "Beep",
            "GuestHost");

    private static final List<Bit> ATTRIBUTE_FLAGS = List.of(
            new Bit(1, "osee"),
            new Bit(2, "dark"),
            new Bit(4, "wizard"),
            new Bit(8, "unsaved"),
            new Bit(16, "nomod"),
            new Bit(32, "date"),
            new Bit(64, "inherit"),
            new Bit(128, "lock"),
            new Bit(256, "function"),
            new Bit(1024, "builtin"),
            new Bit(2048, "dbref"),
            new Bit(4096, "nomem"));

    private static final List<Bit> COMMON = List.of(
            new Bit(0x20, "CHOWN_OK"),
            new Bit(0x40, "DARK"),
            new Bit(0x100, "STICKY"),
            new Bit(0x400, "HAVEN"),
            new Bit(0x2000, "INHERIT_POWERS"),
            new Bit(0x4000, "GOING"),
            new Bit(0x8000, "REPORTED"),
            new Bit(0x20000, "PUPPET"),
            new Bit(0x40000, "LINK_OK"),
            new Bit(0x80000, "ENTER_OK"),
            new Bit(0x100000, "SEE_OK"),
            new Bit(0x200000, "CONNECT"),
            new Bit(0x1000000, "QUIET"),
            new Bit(0x8000000, "BEARING"));

    private static final List<Bit> ROOM = List.of(
            new Bit(0x200, "JUMP_OK"),
            new Bit(0x800, "AUDITORIUM"),
            new Bit(0x1000, "FLOATING"),
            new Bit(0x800000, "OPAQUE"),
            new Bit(0x2000000, "DIG_OK"));

    private static final List<Bit> THING = List.of(
            new Bit(0x10, "KEY"),
            new Bit(0x80, "LIGHT"),
            new Bit(0x200, "DEST_OK"),
            new Bit(0x1000, "SACROK"),
            new Bit(0x800000, "OPAQUE"),
            new Bit(0x2000000, "DIG_OK"));

    private static final List<Bit> EXIT = List.of(new Bit(0x10, "LIGHT"), new Bit(0x800000, "TRANSPARENT"));

    private static final List<Bit> PLAYER = List.of(
            new Bit(0x10, "NEWBIE"),
            new Bit(0x80, "SLAVE"),
            new Bit(0x800, "MORTAL"),
            new Bit(0x1000, "ANSI"),
            new Bit(0x400000, "TERSE"),
            new Bit(0x800000, "OPAQUE"),
            new Bit(0x2000000, "NO_WALLS"),
            new Bit(0x20000000, "NO_COM"),
            new Bit(0x40000000, "NO_ANN"));

    private final NavigableMap<Integer, AttributeType> attributes;
    /** In lower case: the built-in attributes that a lock can test, computed ones such as Location among them. */
    private final Set<String> testable = new HashSet<>();

    private final List<Bit> attributeFlags = new ArrayList<>(ATTRIBUTE_FLAGS);

    /** By bits; of a hostile dump no more than it has definitions. */
    private final Map<Integer, List<String>> attributeFlagNames = new ConcurrentHashMap<>();

    private record Bit(long bit, String name) {}

    private MuseTables(String attributeTable, boolean deMuse) {
        if (deMuse) {
            attributeFlags.add(new Bit(8192, "time"));
            attributeFlags.add(new Bit(16384, "haven"));
        } else {
            attributeFlags.add(new Bit(512, "haven"));
        }
        attributes = Collections.unmodifiableNavigableMap(readAttributes(attributeTable, testable));
    }

    static MuseTables tinyMuse() {
        return TinyMuse.TABLES;
    }

    static MuseTables deMuse() {
        return DeMuse.TABLES;
    }

    /** Read when first needed, and once: the layout probe alone asks up to eight times. */
    private static final class TinyMuse {
        static final MuseTables TABLES = new MuseTables("tinymuse-attributes.tsv", false);
    }

    private static final class DeMuse {
        static final MuseTables TABLES = new MuseTables("demuse-attributes.tsv", true);
    }

    private static NavigableMap<Integer, AttributeType> readAttributes(String table, Set<String> testable) {
        NavigableMap<Integer, AttributeType> attributes = new TreeMap<>();
        CSVFormat format = CSVFormat.TDF
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setQuote(null)
                .get();
        try (InputStream in = MuseTables.class.getResourceAsStream(table);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            for (CSVRecord row : format.parse(reader)) {
                List<String> flags = row.get("flags").isEmpty()
                        ? List.of()
                        : List.of(row.get("flags").split("\\|", -1));
                if (!flags.contains("dark")) {
                    testable.add(row.get("name").toLowerCase(Locale.ROOT));
                }
                // Computed ones, such as Location, are never stored: in a dump their numbers mean nothing.
                if (!flags.contains("builtin")) {
                    int number = Integer.parseInt(row.get("number"));
                    attributes.put(number, new AttributeType(number, row.get("name"), flags, kind(flags)));
                }
            }
            return attributes;
        } catch (IOException e) {
            throw new UncheckedIOException("the attribute table " + table + " is missing from the program", e);
        }
    }

    NavigableMap<Integer, AttributeType> attributes() {
        return attributes;
    }

    /** Whether there is a built-in attribute of a name, in whatever case, that is not dark. */
    boolean testable(String name) {
        return testable.contains(name.toLowerCase(Locale.ROOT));
    }

    static AttributeType defined(int place, String name, List<String> flags) {
        return new AttributeType(place, name, flags, kind(flags));
    }

    /** The names of the flags of a definition, of which there are few combinations. */
    List<String> attributeFlags(int bits) {
        return attributeFlagNames.computeIfAbsent(bits, b -> names(b, attributeFlags, List.of()));
    }

    /** The other direction of {@link #attributeFlags(int)}: bits from names, unknown ones from their hexadecimal digits. */
    int attributeFlags(List<String> names) {
        long bits = 0;
        for (String name : names) {
            bits |= name.startsWith("0x")
                    ? Long.parseLong(name.substring(2), 16)
                    : attributeFlags.stream()
                            .filter(bit -> bit.name().equals(name))
                            .mapToLong(Bit::bit)
                            .findFirst()
                            .orElse(0);
        }
        return (int) bits;
    }

    private static AttributeType.Kind kind(List<String> flags) {
        if (flags.contains("lock")) {
            return AttributeType.Kind.LOCK;
        }
        if (flags.contains("date")) {
            return AttributeType.Kind.DATE;
        }
        return flags.contains("dbref") ? AttributeType.Kind.DBREFS : AttributeType.Kind.PLAIN;
    }

    /** The names of an object's flags; {@code bits} without the type. */
    static List<String> flags(ObjectType type, long bits) {
        return names(bits, COMMON, special(type));
    }

    static long unknownFlags(ObjectType type, long bits) {
        return unknown(unknown(bits, COMMON), special(type));
    }

    private static List<Bit> special(ObjectType type) {
        return switch (type) {
            case ROOM -> ROOM;
            case EXIT -> EXIT;
            case PLAYER -> PLAYER;
            case THING, UNIVERSE, CHANNEL, UNKNOWN -> THING;
        };
    }

    private static List<String> names(long bits, List<Bit> common, List<Bit> special) {
        if (bits == 0) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        addNames(bits, common, names);
        addNames(bits, special, names);
        long rest = unknown(unknown(bits, common), special);
        while (rest != 0) {
            names.add("0x" + Long.toHexString(Long.lowestOneBit(rest)));
            rest &= rest - 1;
        }
        return names;
    }

    private static void addNames(long bits, List<Bit> known, List<String> names) {
        for (Bit bit : known) {
            if ((bits & bit.bit()) != 0) {
                names.add(bit.name());
            }
        }
    }

    private static long unknown(long bits, List<Bit> known) {
        long rest = bits;
        for (Bit bit : known) {
            rest &= ~bit.bit();
        }
        return rest;
    }

    /** The label of a class number, or {@code null}. */
    static @Nullable String userClass(int number) {
        return number >= 1 && number <= CLASSES.size() ? CLASSES.get(number - 1) : null;
    }

    /** The name of a power number, or {@code null}. */
    static @Nullable String power(int number) {
        return number >= 1 && number <= POWERS.size() ? POWERS.get(number - 1) : null;
    }
}
