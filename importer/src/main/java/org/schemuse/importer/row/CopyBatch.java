package org.schemuse.importer.row;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.schemuse.importer.dump.Text;
import org.schemuse.importer.source.Utf8Check;

/**
 * Rows of one table in the format of {@code COPY … (FORMAT binary)}, ready to be sent. A row is begun, filled field by
 * field and finished; one that cannot be finished is taken back and leaves no trace.
 *
 * <p>This is one of the two classes that trade clarity for speed: every value of a dump passes through it once.
 */
public final class CopyBatch {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int TEXT_OID = 25;
    private static final int INT4_OID = 23;
    /** Microseconds from 1970 to 2000, where PostgreSQL's time begins. */
    private static final long EPOCH = 946_684_800_000_000L;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

    private byte[] bytes;
    private int size;
    private int rowStart;
    private int fieldStart;
    private long rows;

    public CopyBatch(int capacity) {
        bytes = new byte[Math.max(capacity, 64)];
        reset();
    }

    /** Forgets all rows and keeps the memory. */
    public void reset() {
        System.arraycopy(HEADER, 0, bytes, 0, HEADER.length);
        size = HEADER.length;
        rows = 0;
    }

    public long rows() {
        return rows;
    }

    /** The encoded bytes, from 0 to {@link #size()}. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public CopyBatch beginRow(int fields) {
        rowStart = size;
        room(2);
        putShort(fields);
        return this;
    }

    public void finishRow() {
        rows++;
    }

    /** Takes back the row that was begun last. */
    public void takeBackRow() {
        size = rowStart;
    }

    /** Ends the data; nothing can be added then until {@link #reset()}. */
    public void end() {
        room(2);
        putShort(-1);
    }

    public CopyBatch nothing() {
        room(4);
        putInt(-1);
        return this;
    }

    public CopyBatch integer(Integer value) {
        if (value == null) {
            return nothing();
        }
        room(8);
        putInt(4);
        putInt(value);
        return this;
    }

    public CopyBatch bigint(Long value) {
        if (value == null) {
            return nothing();
        }
        room(12);
        putInt(8);
        putLong(value);
        return this;
    }

    public CopyBatch bool(boolean value) {
        room(5);
        putInt(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    public CopyBatch uuid(UUID value) {
        if (value == null) {
            return nothing();
        }
        room(20);
        putInt(16);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
        return this;
    }

    /** A timestamptz of so many microseconds since 1970. */
    public CopyBatch timestamp(Long micros) {
        return micros == null ? nothing() : bigint(micros - EPOCH);
    }

    /** A text, varchar or enum label; a zero byte, which PostgreSQL cannot store, becomes U+FFFD. */
    public CopyBatch text(String value) {
        if (value == null) {
            return nothing();
        }
        byte[] encoded =
                (value.indexOf(0) < 0 ? value : value.replace('\0', '\ufffd')).getBytes(StandardCharsets.UTF_8);
        room(4 + encoded.length);
        putInt(encoded.length);
        put(encoded);
        return this;
    }

    public CopyBatch textArray(Collection<String> values) {
        arrayHeader(values.size(), TEXT_OID);
        values.forEach(this::text);
        return endField();
    }

    public CopyBatch integerArray(Collection<Integer> values) {
        arrayHeader(values.size(), INT4_OID);
        values.forEach(this::integer);
        return endField();
    }

    private void arrayHeader(int length, int elementOid) {
        beginField();
        room(20);
        putInt(length == 0 ? 0 : 1);
        putInt(0);
        putInt(elementOid);
        if (length > 0) {
            putInt(length);
            putInt(1);
        }
    }

    /** A jsonb document. */
    public CopyBatch json(byte[] document) {
        if (document == null) {
            return nothing();
        }
        room(5 + document.length);
        putInt(1 + document.length);
        bytes[size++] = 1;
        put(document);
        return this;
    }

    /** A jsonb string, straight from the bytes of the dump. */
    public CopyBatch jsonString(Text value, Charset charset) {
        if (!canBeCopied(value, charset)) {
            return jsonString(Text.of(value.decode(charset), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
        beginField();
        room(3 + 6 * value.length());
        bytes[size++] = 1;
        bytes[size++] = '"';
        boolean latin = charset.equals(StandardCharsets.ISO_8859_1);
        byte[] from = value.bytes();
        byte[] to = bytes;
        int at = size;
        for (int i = value.from(); i < value.to(); i++) {
            byte b = from[i];
            if (b >= ' ' && b != '"' && b != '\\') {
                to[at++] = b;
            } else if (b < 0) {
                at = putHigh(b, latin, at);
            } else {
                at = putEscaped(b, at);
            }
        }
        size = at;
        bytes[size++] = '"';
        return endField();
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

    private int putHigh(byte b, boolean latin, int at) {
        if (!latin) {
            bytes[at] = b;
            return at + 1;
        }
        bytes[at] = (byte) (0xc0 | ((b & 0xff) >> 6));
        bytes[at + 1] = (byte) (0x80 | (b & 0x3f));
        return at + 2;
    }

    private int putEscaped(byte b, int from) {
        int at = from;
        if (b == 0) {
            System.arraycopy(REPLACEMENT, 0, bytes, at, REPLACEMENT.length);
            return at + REPLACEMENT.length;
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

    /** Leaves room for a length that {@link #endField()} fills in. Fields inside an array nest by not using it. */
    private void beginField() {
        room(4);
        fieldStart = size;
        size += 4;
    }

    private CopyBatch endField() {
        int length = size - fieldStart - 4;
        int end = size;
        size = fieldStart;
        putInt(length);
        size = end;
        return this;
    }

    private void put(byte[] source) {
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    private void putShort(int value) {
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    private void putInt(int value) {
        bytes[size++] = (byte) (value >> 24);
        bytes[size++] = (byte) (value >> 16);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    private void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
