package org.schemuse.importer.source;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * A text of a dump as undecoded bytes: the charset of a dump is known only once all of it was read. The bytes belong to
 * the reader and are valid until it reads the next record; {@link #copy} keeps them longer.
 */
public final class Text {
    public static final Text EMPTY = new Text(new byte[0], 0, 0);

    private final byte[] bytes;
    private final int from;
    private final int to;

    /** The bytes from one place up to another, which are not copied. */
    public Text(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** A text in a charset. */
    public static Text of(String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        return new Text(bytes, 0, bytes.length);
    }

    /** The array that holds the text from {@link #from()} to {@link #to()}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where it begins. */
    public int from() {
        return from;
    }

    /** Where it ends; the byte there is not part of it. */
    public int to() {
        return to;
    }

    /** In bytes. */
    public int length() {
        return to - from;
    }

    /** Whether it has no byte. */
    public boolean isEmpty() {
        return to == from;
    }

    /** Whether it has nothing but blanks. */
    public boolean isBlank() {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && (bytes[i] < '\t' || bytes[i] > '\r')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether it is nothing but controls and bytes that spaces are made of in UTF-8 (U+0085, U+00A0, U+1680, U+2000 to
     * U+205F, U+3000) or in one-byte charsets, so that it may be blank once it is decoded.
     */
    public boolean mayBeBlank() {
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xff;
            boolean ofSpace = b <= ' ' || (b >= 0x7f && b <= 0xaf) || b == 0xc2 || (b >= 0xe1 && b <= 0xe3);
            if (!ofSpace) {
                return false;
            }
        }
        return true;
    }

    /** What stands before the first {@code end}; all of it if there is none. */
    public Text upTo(char end) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == end) {
                return new Text(bytes, from, i);
            }
        }
        return this;
    }

    /** As characters; bytes that are none become U+FFFD. */
    public String decode(Charset charset) {
        return new String(bytes, from, to - from, charset);
    }

    /** A copy of its own of the first {@code most} bytes, or of all if there are no more. */
    public Text copy(int most) {
        int length = Math.min(length(), most);
        return new Text(Arrays.copyOfRange(bytes, from, from + length), 0, length);
    }
}
