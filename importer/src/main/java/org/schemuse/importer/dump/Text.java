package org.schemuse.importer.dump;

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

    public Text(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    public static Text of(String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        return new Text(bytes, 0, bytes.length);
    }

    /** The array that holds the text from {@link #from()} to {@link #to()}. */
    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** In bytes. */
    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return to == from;
    }

    public boolean isBlank() {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && (bytes[i] < '\t' || bytes[i] > '\r')) {
                return false;
            }
        }
        return true;
    }

    public String decode(Charset charset) {
        return new String(bytes, from, to - from, charset);
    }

    /** A copy of its own of the first {@code most} bytes, or of all if there are no more. */
    public Text copy(int most) {
        int length = Math.min(length(), most);
        return new Text(Arrays.copyOfRange(bytes, from, from + length), 0, length);
    }
}
