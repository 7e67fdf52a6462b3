package org.schemuse.importer.table.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.UnusableDumpException;

/**
 * The text of a file. A byte that is invalid in its charset becomes a character that no valid text has, so that only the row
 * with it is rejected, and a rejects file gets the byte back: see {@link BadText}.
 *
 * <p>What was read since {@link #forgetBefore} can be kept, for the text of a row that its parser cannot give.
 */
final class Characters extends Reader {
    /** The longest row. A longer one is an open quote or no table, and {@code -Xmx128m} must do for any file. */
    static final int LONGEST_ROW = 1 << 23;

    private static final int BUFFER = 1 << 16;

    private static final int MOST_INVALID = 1 << 16;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private boolean exhausted;
    private boolean limited;
    private boolean keeping;
    private long position;
    private long line = 1;
    private char[] kept = new char[2 * BUFFER];
    private int keptLength;
    private long keptFrom;
    private long wantedFrom;

    /** Where characters stand for invalid bytes, from the row on that is read now. */
    private long[] invalid = new long[16];

    private int invalidCount;

    /** Reads bytes after a byte order mark. */
    Characters(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (!chars.hasRemaining() && !fill()) {
            return -1;
        }
        int n = Math.min(length, chars.remaining());
        chars.get(buffer, offset, n);
        position += n;
        if (limited) {
            refuseLongRow();
        }
        if (keeping) {
            keep(buffer, offset, n);
        }
        return n;
    }

    /** The line that follows, without its line end, which counts as never read; {@code null} at the end. */
    @Nullable
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        while (chars.hasRemaining() || fill()) {
            any = true;
            char c = chars.get();
            if (c == '\n' || c == '\r') {
                boolean both = c == '\r' && (chars.hasRemaining() || fill()) && chars.get(chars.position()) == '\n';
                chars.position(chars.position() + (both ? 1 : 0));
                break;
            }
            line.append(c);
        }
        return any ? line.toString() : null;
    }

    /** Decodes more; false at the end. */
    private boolean fill() throws IOException {
        chars.clear();
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, exhausted);
            if (result.isError() && chars.remaining() >= result.length()) {
                for (int i = 0; i < result.length(); i++) {
                    addInvalid(position + chars.position());
                    chars.put(BadText.invalid(bytes.get()));
                }
            } else if (!result.isUnderflow() || chars.position() > 0 || exhausted) {
                chars.flip();
                return chars.hasRemaining();
            } else {
                readBytes();
            }
        }
    }

    private void addInvalid(long place) {
        if (invalidCount == MOST_INVALID) {
            return;
        }
        if (invalidCount == invalid.length) {
            invalid = Arrays.copyOf(invalid, 2 * invalidCount);
        }
        invalid[invalidCount++] = place;
    }

    /** Whether a character between two positions stands for an invalid byte. Of very many the last are not known. */
    boolean hasInvalid(long from, long to) {
        int first = Arrays.binarySearch(invalid, 0, invalidCount, from);
        int next = first < 0 ? -first - 1 : first;
        return next < invalidCount && invalid[next] < to;
    }

    private void readBytes() throws IOException {
        bytes.compact();
        int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
        exhausted = n < 0;
        bytes.position(bytes.position() + Math.max(n, 0)).flip();
    }

    private void keep(char[] buffer, int offset, int length) {
        if (keptLength + length > kept.length) {
            int dropped = (int) Math.min(keptLength, wantedFrom - keptFrom);
            keptLength -= dropped;
            keptFrom += dropped;
            System.arraycopy(kept, dropped, kept, 0, keptLength);
            if (keptLength + length > kept.length) {
                kept = Arrays.copyOf(kept, 2 * kept.length);
            }
        }
        System.arraycopy(buffer, offset, kept, keptLength, length);
        keptLength += length;
    }

    private void refuseLongRow() {
        if (position - wantedFrom > LONGEST_ROW) {
            throw new UnusableDumpException("line " + line + ": the row is longer than " + (LONGEST_ROW >> 20)
                    + " Mi characters; expected shorter rows; close the quote that is open, or split the row");
        }
    }

    /** From now on refuses rows that are too long. */
    void limitRows() {
        limited = true;
    }

    /** From now on keeps what {@link #kept} gives. */
    void keepRows() {
        keeping = true;
    }

    /** Says that a row begins about here, on that line. */
    void beginRow(long newLine) {
        line = newLine;
        wantedFrom = position;
    }

    /** Says which line the row begins on that is read next, for the message about one that is too long. */
    void atLine(long newLine) {
        line = newLine;
    }

    /** Says that a row begins at a position; no characters before it are needed. */
    void forgetBefore(long start) {
        wantedFrom = start;
        int gone = Arrays.binarySearch(invalid, 0, invalidCount, start);
        gone = gone < 0 ? -gone - 1 : gone;
        invalidCount -= gone;
        System.arraycopy(invalid, gone, invalid, 0, invalidCount);
    }

    /** What was read since that position. */
    String kept() {
        int from = (int) (wantedFrom - keptFrom);
        return new String(kept, from, keptLength - from);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
