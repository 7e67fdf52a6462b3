package org.schemuse.importer.table.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** UUIDs of version 5, as RFC 9562 makes them of a namespace and a name. */
final class NameBasedUuid {
    /** The namespace of URLs. */
    private static final UUID URLS = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern URL_FORM = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s]+");
    private static final int BYTES = 16;

    private NameBasedUuid() {}

    /** The namespace that a text names, as a UUID or as a URL; {@code null} if it is neither. */
    static @Nullable UUID namespace(String text) {
        if (UUID_FORM.matcher(text).matches()) {
            return UUID.fromString(text);
        }
        return URL_FORM.matcher(text).matches() ? of(URLS, text) : null;
    }

    static UUID of(UUID namespace, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer both = ByteBuffer.allocate(BYTES + bytes.length)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .put(bytes);
        ByteBuffer hash = ByteBuffer.wrap(sha1().digest(both.array()));
        return new UUID(
                (hash.getLong() & ~0xf000L) | 0x5000L, (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
