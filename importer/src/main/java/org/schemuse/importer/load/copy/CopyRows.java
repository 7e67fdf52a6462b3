package org.schemuse.importer.load.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.source.Text;
import org.schemuse.importer.source.Utf8Check;

/**
 * Rows of one table in the format of {@code COPY … (FORMAT binary)}, ready to be sent. A row is begun, filled field by
 * field and finished.
 *
 * <p>This is one of the two classes that trade clarity for speed: every value of a dump passes through it once.
 */
public final class CopyRows {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int TEXT_OID = 25;
    /** Microseconds from 1970 to 2000, where PostgreSQL's time begins. */
    private static final long EPOCH = 946_684_800_000_000L;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** Which bytes of a dump stand for themselves: all but zero, in Latin-1 those of ASCII, in JSON none that it escapes. */
    private static final boolean[] PLAIN_IN_UTF_8 = plain(b -> b != 0);

    private static final boolean[] PLAIN = plain(b -> b != 0 && b < 0x80);
    private static final boolean[] PLAIN_IN_JSON_OF_UTF_8 = plain(b -> b >= ' ' && b != '"' && b != '\\');
    private static final boolean[] PLAIN_IN_JSON = plain(b -> b >= ' ' && b < 0x80 && b != '"' && b != '\\');
    private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

    private byte[] bytes;
    private int size;
    private int rowStart;
    private long rows;

    /** Rows for which so many bytes are there at once; more are made as they are needed. */
    public CopyRows(int capacity) {
        bytes = new byte[Math.max(capacity, 64)];
        reset();
    }

    /** Forgets all rows and keeps the memory. */
    public void reset() {
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        size = HEADER.length;
        rows = 0;
    }

    /** How many rows are finished. */
    public long rows() {
        return rows;
    }

    /** The encoded bytes, from 0 to {@link #size()}. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes are encoded. */
    public int size() {
        return size;
    }

    /** Begins a row of so many fields, which are added one by one. */
    public CopyRows beginRow(int fields) {
        room(2);
        rowStart = size;
        putShort(fields);
        return this;
    }

    /** Ends the row that was begun last. */
    public void finishRow() {
        rows++;
    }

    /** Forgets the row that was begun last and is not finished, with the fields that it has so far. */
    public void dropRow() {
        size = rowStart;
    }

    /** The end of what was added so far, for {@link #backTo(int)}. */
    public int mark() {
        return size;
    }

    /** Forgets what was added after a {@linkplain #mark() mark} of the same row. */
    public void backTo(int mark) {
        size = mark;
    }

    /** Ends the data; nothing can be added then until {@link #reset()}. */
    public void end() {
        room(2);
        putShort(-1);
    }

    /** NULL, of any type. */
    public CopyRows nothing() {
        room(4);
        putInt(-1);
        return this;
    }

    /** A smallint. */
    public CopyRows smallint(int value) {
        room(6);
        putInt(2);
        putShort(value);
        return this;
    }

    /** An integer; also the bits of a real, or a date as days since 2000. */
    public CopyRows integer(int value) {
        room(8);
        putInt(4);
        putInt(value);
        return this;
    }

    /** A bigint; also the bits of a double precision, or a time in microseconds, of a timestamp since 2000. */
    public CopyRows bigint(long value) {
        room(12);
        putInt(8);
        putLong(value);
        return this;
    }

    /** A uuid of these bits. */
    public CopyRows uuid(long most, long least) {
        room(20);
        putInt(16);
        putLong(most);
        putLong(least);
        return this;
    }

    /** An integer, or NULL. */
    public CopyRows integer(@Nullable Integer value) {
        return value == null ? nothing() : integer(value.intValue());
    }

    /** A bigint, or NULL. */
    public CopyRows bigint(@Nullable Long value) {
        return value == null ? nothing() : bigint(value.longValue());
    }

    /** A boolean. */
    public CopyRows bool(boolean value) {
        room(5);
        putInt(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    /** A uuid, or NULL. */
    public CopyRows uuid(@Nullable UUID value) {
        return value == null ? nothing() : uuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /** A timestamptz of so many microseconds since 1970. */
    public CopyRows timestamp(@Nullable Long micros) {
        return micros == null ? nothing() : bigint(micros.longValue() - EPOCH);
    }

    /** A text, varchar or enum label; a zero byte, which PostgreSQL cannot store, becomes U+FFFD. */
    public CopyRows text(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        int length = value.length();
        room(4 + length);
        int at = size + 4;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c == 0 || c > 0x7f) {
                return encoded(value.replace('\0', '\ufffd').getBytes(StandardCharsets.UTF_8));
            }
            bytes[at++] = (byte) c;
        }
        putInt(length);
        size = at;
        return this;
    }

    private CopyRows encoded(byte[] text) {
        room(4 + text.length);
        putInt(text.length);
        put(text);
        return this;
    }

    /** As {@link #text(String)}, straight from the bytes of the input. */
    public CopyRows text(@Nullable Text value, Charset charset) {
        if (value == null) {
            return nothing();
        }
        if (!canBeCopied(value, charset)) {
            return text(value.decode(charset));
        }
        int field = beginField();
        room(3 * value.length());
        boolean latin = charset.equals(StandardCharsets.ISO_8859_1);
        int at = size;
        int i = value.from();
        while (i < value.to()) {
            int plain = plainUntil(value, i, latin, false);
            at = put(value, i, plain, at);
            i = plain;
            if (i < value.to()) {
                byte b = value.bytes()[i++];
                at = b == 0 ? putReplacement(at) : putLatin(b, at);
            }
        }
        size = at;
        return endField(field);
    }

    /** A text[] of one dimension. */
    public CopyRows textArray(Collection<String> values) {
        int field = beginField();
        room(20);
        putInt(values.isEmpty() ? 0 : 1);
        putInt(0);
        putInt(TEXT_OID);
        if (!values.isEmpty()) {
            putInt(values.size());
            putInt(1);
        }
        values.forEach(this::text);
        return endField(field);
    }

    /** A jsonb document. */
    public CopyRows json(byte @Nullable [] document) {
        if (document == null) {
            return nothing();
        }
        room(5 + document.length);
        putInt(1 + document.length);
        bytes[size++] = 1;
        put(document);
        return this;
    }

    /** A jsonb string, straight from the bytes of the input. */
    public CopyRows jsonString(Text value, Charset charset) {
        if (!canBeCopied(value, charset)) {
            return jsonString(Text.of(value.decode(charset), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
        int field = beginField();
        room(3 + 6 * value.length());
        bytes[size++] = 1;
        bytes[size++] = '"';
        boolean latin = charset.equals(StandardCharsets.ISO_8859_1);
        int at = size;
        int i = value.from();
        while (i < value.to()) {
            int plain = plainUntil(value, i, latin, true);
            at = put(value, i, plain, at);
            i = plain;
            if (i < value.to()) {
                byte b = value.bytes()[i++];
                at = b < 0 ? putLatin(b, at) : putEscaped(b, at);
            }
        }
        size = at;
        bytes[size++] = '"';
        return endField(field);
    }

    /** A dump in UTF-8 may hold bytes that are none, if it was cut short or somebody insisted. */
    private static boolean canBeCopied(Text value, Charset charset) {
        if (!charset.equals(StandardCharsets.UTF_8)) {
            return charset.equals(StandardCharsets.ISO_8859_1);
        }
        Utf8Check check = new Utf8Check();
        check.update(value.bytes(), value.from(), value.to());
        return check.valid() && !check.cutShort();
    }

    /** The end of the bytes from {@code from} on that stand for themselves, in JSON or in a plain text. */
    private static int plainUntil(Text value, int from, boolean latin, boolean json) {
        boolean[] plain = json ? (latin ? PLAIN_IN_JSON : PLAIN_IN_JSON_OF_UTF_8) : (latin ? PLAIN : PLAIN_IN_UTF_8);
        byte[] bytes = value.bytes();
        int i = from;
        while (i < value.to() && plain[bytes[i] & 0xff]) {
            i++;
        }
        return i;
    }

    private static boolean[] plain(IntPredicate stands) {
        boolean[] plain = new boolean[256];
        for (int b = 0; b < plain.length; b++) {
            plain[b] = stands.test(b);
        }
        return plain;
    }

    private int put(Text value, int from, int to, int at) {
        System.arraycopy(value.bytes(), from, bytes, at, to - from);
        return at + to - from;
    }

    private int putReplacement(int at) {
        System.arraycopy(REPLACEMENT, 0, bytes, at, REPLACEMENT.length);
        return at + REPLACEMENT.length;
    }

    private int putLatin(byte b, int at) {
        bytes[at] = (byte) (0xc0 | ((b & 0xff) >> 6));
        bytes[at + 1] = (byte) (0x80 | (b & 0x3f));
        return at + 2;
    }

    private int putEscaped(byte b, int from) {
        int at = from;
        if (b == 0) {
            return putReplacement(at);
        }
        bytes[at++] = '\\';
        if (b == '"' || b == '\\') {
            bytes[at++] = b;
            return at;
        }
        bytes[at++] = 'u';
        bytes[at++] = '0';
        bytes[at++] = '0';
        bytes[at++] = HEX[b >> 4];
        bytes[at++] = HEX[b & 0xf];
        return at;
    }

    /** Leaves room for a length, which {@link #endField(int)} fills in if it is given what this returns. */
    int beginField() {
        room(4);
        size += 4;
        return size;
    }

    CopyRows endField(int start) {
        setInt(start, size - start);
        return this;
    }

    /** Sets the number that was added as the four bytes before {@code end}. */
    void setInt(int end, int value) {
        INT.set(bytes, end - 4, value);
    }

    /** Counts bytes as added that were written into {@link #bytes()} after {@link #room(int)}. */
    void added(int end) {
        size = end;
    }

    private void put(byte[] source) {
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    void putShort(int value) {
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    void putLong(long value) {
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** Makes room for so many more bytes. */
    void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
