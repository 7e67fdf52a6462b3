package org.schemuse.importer.table.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.util.Arrays;
import org.schemuse.importer.finding.UnusableDumpException;

/** Cuts a text into lines at each LF without copying them: the current line is a slice of {@link #buffer()}. */
final class RowLines implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Reader in;
    private final boolean escapes;
    private char[] buffer = new char[BUFFER];
    private int limit;
    private int start;
    private int end;
    private int following;
    private long number;
    private long read;
    private boolean crLf;

    /**
     * Cuts a text.
     *
     * @param escapes whether a backslash before an LF makes it part of the line
     */
    RowLines(Reader in, boolean escapes) {
        this.in = in;
        this.escapes = escapes;
    }

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException {
        start = following;
        number = read + 1;
        int scan = start;
        boolean found = false;
        while (!found) {
            while (scan < limit && buffer[scan] != '\n') {
                scan++;
            }
            if (scan < limit) {
                read++;
                found = !escapes || !isEscaped(scan);
                scan += found ? 0 : 1;
            } else {
                int unread = limit - start;
                boolean more = fill();
                scan = start + unread;
                if (!more) {
                    break;
                }
            }
        }
        following = found ? scan + 1 : limit;
        end = endOf(scan, found);
        return following > start;
    }

    /** Where the line ends that an LF, or the end of the text, follows at a place. */
    private int endOf(int place, boolean terminated) {
        boolean carriageReturn = place > start && buffer[place - 1] == '\r';
        if (number == 1) {
            // As the server decides it. A later line without it may end in a CR of its own.
            crLf = carriageReturn && terminated;
        }
        return crLf && carriageReturn ? place - 1 : place;
    }

    private boolean isEscaped(int place) {
        int backslash = place;
        while (backslash > start && buffer[backslash - 1] == '\\') {
            backslash--;
        }
        return (place - backslash) % 2 == 1;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, limit - start);
        limit -= start;
        start = 0;
        if (limit == buffer.length) {
            if (limit >= Characters.LONGEST_ROW) {
                throw new UnusableDumpException("line " + number + ": longer than " + (Characters.LONGEST_ROW >> 20)
                        + " Mi characters; expected a row per line; check the format, or split the row");
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int n = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(n, 0);
        return n > 0;
    }

    /** Holds the current line from {@link #start()} to {@link #end()}, without its line end. */
    char[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The number of the current line, from 1. */
    long number() {
        return number;
    }

    /** Whether a part of the current line, by places from its start, has invalid bytes. */
    boolean hasInvalid(long from, long to) {
        return BadText.in(CharBuffer.wrap(buffer, start + (int) from, (int) (to - from))) >= 0;
    }

    boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] > ' ') {
                return false;
            }
        }
        return true;
    }

    /** The current line. */
    String text() {
        return new String(buffer, start, end - start);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
