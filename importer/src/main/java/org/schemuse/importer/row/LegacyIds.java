package org.schemuse.importer.row;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The ids of imported rows: version 5 UUIDs (RFC 9562) of the world's name and what the dump calls the thing. So rows can
 * refer to each other before they exist, and importing a dump again yields the same ids. Not for use by two threads.
 */
public final class LegacyIds {
    /** The namespace of all worlds: {@code uuid5(DNS, "world.schemuse.org")}, fixed for ever. */
    private static final UUID WORLDS = UUID.fromString("c402dafd-24a7-5519-9ccb-e55e598e4996");

    private final MessageDigest sha1;
    private final byte[] namespace = new byte[16];
    private byte[] name = new byte[64];
    private int length;

    /** Ids of a world, which is called by the schema it is in. */
    public LegacyIds(String world) {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
        write(WORLDS);
        begin("");
        byte[] bytes = world.getBytes(StandardCharsets.UTF_8);
        name = java.util.Arrays.copyOf(bytes, Math.max(64, bytes.length));
        length = bytes.length;
        write(digest());
    }

    private void write(UUID id) {
        for (int i = 0; i < 8; i++) {
            namespace[i] = (byte) (id.getMostSignificantBits() >> (56 - 8 * i));
            namespace[8 + i] = (byte) (id.getLeastSignificantBits() >> (56 - 8 * i));
        }
    }

    public UUID object(int dbref) {
        return begin("object/").number(dbref).digest();
    }

    public UUID user(int dbref) {
        return begin("user/").number(dbref).digest();
    }

    public UUID legacyObject(int dbref) {
        return begin("legacy/").number(dbref).digest();
    }

    /** A definition; built-in attributes belong to object -1. */
    public UUID definition(int definer, int number) {
        return begin("definition/").number(definer).slash().number(number).digest();
    }

    /** A value; {@code repeat} counts values of one attribute on one object from 0. */
    public UUID attribute(int holder, int definer, int number, int repeat) {
        begin("attribute/").number(holder).slash().number(definer).slash().number(number);
        return repeat == 0 ? digest() : slash().number(repeat).digest();
    }

    /** A raw password by its place among the values of an object. */
    public UUID password(int holder, int position) {
        return begin("password/").number(holder).slash().number(position).digest();
    }

    public UUID parent(int child, int position) {
        return begin("parent/").number(child).slash().number(position).digest();
    }

    public UUID grant(int player, int position) {
        return begin("grant/").number(player).slash().number(position).digest();
    }

    public UUID channel(String channel) {
        return begin("channel/").text(channel).digest();
    }

    public UUID subscription(int player, String channel) {
        return begin("subscription/").number(player).slash().text(channel).digest();
    }

    /** A message by its place in the mail section, from 0. */
    public UUID mail(int position) {
        return begin("mail/").number(position).digest();
    }

    /** The n-th import into the world, from 1. */
    public UUID run(int number) {
        return begin("run/").number(number).digest();
    }

    private LegacyIds begin(String kind) {
        length = 0;
        return text(kind);
    }

    private LegacyIds text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (length + bytes.length + 16 > name.length) {
            name = java.util.Arrays.copyOf(name, length + bytes.length + 64);
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
        sha1.update(namespace);
        sha1.update(name, 0, length);
        byte[] hash = sha1.digest();
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = (high << 8) | (hash[i] & 0xff);
            low = (low << 8) | (hash[8 + i] & 0xff);
        }
        return new UUID((high & ~0xf000L) | 0x5000L, (low & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }
}
