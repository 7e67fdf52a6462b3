package org.schemuse.importer.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.finding.UnusableDumpException;

/**
 * Cuts a stream of bytes into lines at each LF, without copying them: the current line is a slice of
 * {@link #buffer()}, valid until the next {@link #next()}. Nothing is decoded here.
 *
 * <p>This is one of the two classes that trade clarity for speed: the loop in {@link #next()} sees every byte of a dump
 * twice in an import.
 */
public final class LineReader implements Closeable {
    private static final int FIRST_BUFFER = 1 << 18;

    /** The longest line taken for a line. Beyond it the input is something else, and reading on would fill the heap. */
    private static final int LONGEST_LINE = 1 << 24;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int limit;
    private int start;
    private int end;
    private int following;
    private long bufferOffset;
    private long line;
    private boolean terminated = true;
    private boolean exhausted;

    /** Reads from {@code in}; {@code digest}, which may be {@code null}, is shown every byte until there are no more. */
    public LineReader(InputStream in, @Nullable ContentDigest digest) {
        this.in = digest == null ? in : ReadAhead.of(in, digest);
    }

    /** Moves to the next line; false at the end of the input. */
    public boolean next() throws IOException {
        start = following;
        int scan = start;
        while (true) {
            byte[] bytes = buffer;
            int last = limit;
            while (scan < last && bytes[scan] != '\n') {
                scan++;
            }
            if (scan < last) {
                end = scan;
                following = scan + 1;
                line++;
                return true;
            }
            int unread = last - start;
            if (!fill()) {
                end = limit;
                following = limit;
                if (end == start) {
                    return false;
                }
                terminated = false;
                line++;
                return true;
            }
            scan = start + unread;
        }
    }

    /** Makes room behind the current line and reads on; false if the input is at its end. */
    private boolean fill() throws IOException {
        if (exhausted) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            bufferOffset += start;
            limit -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            if (limit >= LONGEST_LINE) {
                throw new UnusableDumpException("line " + (line + 1) + " is longer than " + (LONGEST_LINE >> 20)
                        + " MiB; this is no flatfile, check what the file is");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int n = in.read(buffer, limit, buffer.length - limit);
        if (n < 0) {
            exhausted = true;
            return false;
        }
        limit += n;
        return true;
    }

    /** The array that holds the current line from {@link #start()} to {@link #end()}, its LF left out. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the line begins in the buffer. */
    public int start() {
        return start;
    }

    /** Where the line ends in the buffer, without its line end. */
    public int end() {
        return end;
    }

    /** The bytes of the current line with its LF. */
    public int sizeWithEnd() {
        return following - start;
    }

    /** Whether the current line ended in an LF; only the last line of a file may not. */
    public boolean terminated() {
        return terminated;
    }

    /** Where the line stands in the input. */
    public Position position() {
        return new Position(line, bufferOffset + start);
    }

    /** How many lines were read so far. */
    public long lines() {
        return line;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
