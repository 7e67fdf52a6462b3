package org.schemuse.importer.mud.row;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.world.AttributeKey;

/**
 * The ids of imported rows: version 5 UUIDs (RFC 9562) of the world's name and what the dump calls the thing. So rows can
 * refer to each other before they exist, and importing a dump again yields the same ids. Not for use by two threads.
 */
public final class LegacyIds {
    /** The namespace of all worlds: {@code uuid5(DNS, "world.schemuse.org")}, fixed for ever. */
    private static final UUID WORLDS = UUID.fromString("c402dafd-24a7-5519-9ccb-e55e598e4996");

    private static final int NAMESPACE = 16;

    /** How many ids of objects are remembered, and of users and of definitions a quarter of them: a few MB. */
    private static final int REMEMBERED = 1 << 16;

    private static final byte[] OBJECT = bytes("object/");
    private static final byte[] USER = bytes("user/");
    private static final byte[] LEGACY = bytes("legacy/");
    private static final byte[] DEFINITION = bytes("definition/");
    private static final byte[] ATTRIBUTE = bytes("attribute/");
    private static final byte[] PASSWORD = bytes("password/");
    private static final byte[] PARENT = bytes("parent/");
    private static final byte[] GRANT = bytes("grant/");
    private static final byte[] CHANNEL = bytes("channel/");
    private static final byte[] SUBSCRIPTION = bytes("subscription/");
    private static final byte[] MAIL = bytes("mail/");
    private static final byte[] COLON = bytes(":");
    private static final byte[] RUN = bytes("run/");

    private final MessageDigest sha1;
    private final byte[] hash = new byte[20];
    /** The namespace, and behind it the name. */
    private byte[] name = new byte[NAMESPACE + 64];

    private int length;
    private final Remembered objects = new Remembered(REMEMBERED);
    private final Remembered users = new Remembered(REMEMBERED / 4);
    private final Remembered definitions = new Remembered(REMEMBERED / 4);

    /** Ids by number, each in one place, from which another number's may push it: most references are to few or near. */
    private static final class Remembered {
        private final long[] numbers;
        private final @Nullable UUID[] ids;

        Remembered(int places) {
            numbers = new long[places];
            ids = new UUID[places];
        }

        @Nullable
        UUID id(long number) {
            int place = place(number);
            return numbers[place] == number ? ids[place] : null;
        }

        UUID put(long number, UUID id) {
            int place = place(number);
            numbers[place] = number;
            ids[place] = id;
            return id;
        }

        private int place(long number) {
            return (int) (number ^ (number >>> 32) * 31) & (ids.length - 1);
        }
    }

    /** Ids of a world, which is called by the schema it is in. */
    public LegacyIds(String world) {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
        write(WORLDS);
        write(begin(bytes(world)).digest());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void write(UUID namespace) {
        for (int i = 0; i < 8; i++) {
            name[i] = (byte) (namespace.getMostSignificantBits() >> (56 - 8 * i));
            name[8 + i] = (byte) (namespace.getLeastSignificantBits() >> (56 - 8 * i));
        }
    }

    /** An object by its number. */
    public UUID object(int dbref) {
        UUID id = objects.id(dbref);
        return id != null ? id : objects.put(dbref, begin(OBJECT).number(dbref).digest());
    }

    /** The user of a player by the number of the player. */
    public UUID user(int dbref) {
        UUID id = users.id(dbref);
        return id != null ? id : users.put(dbref, begin(USER).number(dbref).digest());
    }

    /** The row that keeps the record of an object. */
    public UUID legacyObject(int dbref) {
        return begin(LEGACY).number(dbref).digest();
    }

    /** A definition; built-in attributes belong to object -1. */
    public UUID definition(int definer, int number) {
        long both = ((long) definer << 32) | (number & 0xffffffffL);
        UUID id = definitions.id(both);
        return id != null
                ? id
                : definitions.put(
                        both,
                        begin(DEFINITION).number(definer).slash().number(number).digest());
    }

    /** A value; {@code repeat} counts values of one attribute on one object from 0. */
    public UUID attribute(int holder, AttributeKey key, int repeat) {
        begin(ATTRIBUTE).number(holder).slash();
        if (key.name() != null) {
            // The number stands before the name, which may be anything.
            return number(repeat).text(COLON).text(bytes(key.name())).digest();
        }
        number(key.definer()).slash().number(key.number());
        return repeat == 0 ? digest() : slash().number(repeat).digest();
    }

    /** A raw password by its place among the values of an object. */
    public UUID password(int holder, int position) {
        return begin(PASSWORD).number(holder).slash().number(position).digest();
    }

    /** A parent of an object by its place, from 0, among the parents. */
    public UUID parent(int child, int position) {
        return begin(PARENT).number(child).slash().number(position).digest();
    }

    /** A power of a player by its place, from 0, among the powers. */
    public UUID grant(int player, int position) {
        return begin(GRANT).number(player).slash().number(position).digest();
    }

    /** A channel by its name. */
    public UUID channel(String channel) {
        return begin(CHANNEL).text(bytes(channel)).digest();
    }

    /** A subscription by the player and the name of the channel. */
    public UUID subscription(int player, String channel) {
        return begin(SUBSCRIPTION).number(player).slash().text(bytes(channel)).digest();
    }

    /** A message by its place in the mail section, from 0. */
    public UUID mail(int position) {
        return begin(MAIL).number(position).digest();
    }

    /** The n-th import into the world, from 1. */
    public UUID run(int number) {
        return begin(RUN).number(number).digest();
    }

    private LegacyIds begin(byte[] kind) {
        length = NAMESPACE;
        return text(kind);
    }

    private LegacyIds text(byte[] bytes) {
        if (length + bytes.length + NAMESPACE > name.length) {
            name = Arrays.copyOf(name, length + bytes.length + 64);
        }
        System.arraycopy(bytes, 0, name, length, bytes.length);
        length += bytes.length;
        return this;
    }

    private LegacyIds slash() {
        name[length++] = '/';
        return this;
    }

    private LegacyIds number(int value) {
        long rest = Math.abs((long) value);
        if (value < 0) {
            name[length++] = '-';
        }
        int digits = 1;
        for (long i = rest; i >= 10; i /= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            name[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    private UUID digest() {
        sha1.update(name, 0, length);
        try {
            sha1.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-1 has 20 bytes", e);
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = (high << 8) | (hash[i] & 0xff);
            low = (low << 8) | (hash[8 + i] & 0xff);
        }
        return new UUID((high & ~0xf000L) | 0x5000L, (low & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }
}
