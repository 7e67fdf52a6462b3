package org.schemuse.importer.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What one reading learns about the bytes themselves: their number, their SHA-256 and whether they are UTF-8. */
public final class ContentDigest implements ByteWatch {
    private final MessageDigest digest = newSha256();
    private final Utf8Check utf8 = new Utf8Check();
    private long bytes;

    @Override
    public void see(byte[] buffer, int from, int to) {
        digest.update(buffer, from, to - from);
        utf8.update(buffer, from, to);
        bytes += to - from;
    }

    /** How many bytes it has seen. */
    public long bytes() {
        return bytes;
    }

    /** The SHA-256 of all bytes in lower-case hexadecimal digits. To be asked once, after the last byte. */
    public String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether they are UTF-8, and from where on not. */
    public Utf8Check utf8() {
        return utf8;
    }

    /** UTF-8 when everything is valid UTF-8, else ISO-8859-1, in which every byte is a character. */
    public Charset charset() {
        return utf8.valid() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
