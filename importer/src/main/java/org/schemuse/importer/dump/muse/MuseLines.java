package org.schemuse.importer.dump.muse;

import static org.schemuse.importer.problem.ProblemCode.BAD_INTEGER;
import static org.schemuse.importer.problem.ProblemCode.BARE_CONTROL_U;
import static org.schemuse.importer.problem.ProblemCode.CRLF_LINE_ENDS;
import static org.schemuse.importer.problem.ProblemCode.LINE_TOO_LONG;
import static org.schemuse.importer.problem.ProblemCode.NUL_BYTE;
import static org.schemuse.importer.problem.ProblemCode.UNEXPECTED_LINE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schemuse.importer.dump.Accounts;
import org.schemuse.importer.dump.Accounts.Section;
import org.schemuse.importer.dump.Text;
import org.schemuse.importer.problem.Position;
import org.schemuse.importer.problem.Problem;
import org.schemuse.importer.problem.ProblemCode;
import org.schemuse.importer.problem.Problems;
import org.schemuse.importer.source.LineReader;

/**
 * The lines of a flatfile as its values: numbers, texts with escaped newlines, and what a line opens. There is always a
 * current line until {@link #atEnd()}; taking it books its bytes under a section and moves on.
 */
final class MuseLines implements Closeable {
    /** Control-U stands before every newline that belongs to a text. */
    private static final byte ESCAPE = 0x15;

    private static final byte[] END_LINE = "***END".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern ATOI = Pattern.compile("\\s*([+-]?[0-9]+)");

    private final LineReader lines;
    private final Problems problems;
    private final int longestText;
    private final Accounts accounts = new Accounts();
    private byte[] pool = new byte[1 << 16];
    private int used;
    private boolean atEnd;
    private boolean crlf;
    private int start;
    private int end;

    MuseLines(LineReader lines, int longestText, Problems problems) {
        this.lines = lines;
        this.longestText = longestText;
        this.problems = problems;
    }

    void advance() throws IOException {
        atEnd = !lines.next();
        start = lines.start();
        end = lines.end();
        if (!atEnd && lines.lines() == 1 && end > start && lines.buffer()[end - 1] == '\r') {
            crlf = true;
            problem(CRLF_LINE_ENDS, null, null, "lines that end in LF", "CR LF", "took every CR before an LF away");
        }
        if (crlf && end > start && lines.buffer()[end - 1] == '\r') {
            end--;
        }
    }

    boolean atEnd() {
        return atEnd;
    }

    /** The first byte of the line; 0 for an empty one. */
    int first() {
        return end > start ? lines.buffer()[start] : 0;
    }

    boolean is(char only) {
        return end - start == 1 && first() == only;
    }

    /** Whether the line is this mark and a number. */
    boolean opens(char mark) {
        return first() == mark && digitsFrom(start + 1);
    }

    boolean atRecord() {
        return opens('&') || opens('!');
    }

    boolean atEndLine() {
        return end - start >= END_LINE.length
                && Arrays.equals(lines.buffer(), start, start + END_LINE.length, END_LINE, 0, END_LINE.length);
    }

    /** Whether the line is a whole number, with or without a sign. */
    boolean atNumber() {
        int from = first() == '-' ? start + 1 : start;
        return digitsFrom(from);
    }

    private boolean digitsFrom(int from) {
        byte[] bytes = lines.buffer();
        for (int i = from; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return end > from;
    }

    Position position() {
        return lines.position();
    }

    boolean terminated() {
        return lines.terminated();
    }

    String quoted() {
        return atEnd ? "the end of the file" : Problem.quote(new String(bytes(), StandardCharsets.ISO_8859_1));
    }

    /** The line as it stands, for what is taken apart further. */
    byte[] bytes() {
        return Arrays.copyOfRange(lines.buffer(), start, end);
    }

    void take(Section section) throws IOException {
        accounts.add(section, lines.sizeWithEnd());
        advance();
    }

    /** Texts taken from now on may overwrite those of the record before. */
    void beginRecord() {
        used = 0;
    }

    /** As {@link #longNumber}, for dbrefs, counts and whatever else has 32 bits. */
    int number(int skip, String field, Section section) throws IOException {
        return (int) longNumber(skip, field, Integer.MAX_VALUE, section);
    }

    /**
     * Takes a line that is a whole number behind {@code skip} bytes of mark. As the original's atoi() does, leading blanks
     * are passed over and anything behind the digits is ignored, but not silently.
     */
    long longNumber(int skip, String field, long most, Section section) throws IOException {
        byte[] bytes = lines.buffer();
        boolean negative = start + skip < end && bytes[start + skip] == '-';
        int firstDigit = start + skip + (negative ? 1 : 0);
        int i = firstDigit;
        long value = 0;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9' && i - firstDigit < 18) {
            value = value * 10 + (bytes[i] - '0');
            i++;
        }
        if (i < end || i == firstDigit || value > most) {
            value = doubtfulNumber(skip, field, most);
        } else if (negative) {
            value = -value;
        }
        take(section);
        return value;
    }

    private long doubtfulNumber(int skip, String field, long most) {
        String text =
                new String(lines.buffer(), start + skip, Math.max(0, end - start - skip), StandardCharsets.ISO_8859_1);
        Matcher number = ATOI.matcher(text);
        long value = number.lookingAt() && number.end(1) - number.start(1) < 19 ? Long.parseLong(number.group(1)) : 0;
        value = Math.abs(value) > most ? 0 : value;
        problem(BAD_INTEGER, null, field, "a whole number", quoted(), "read as " + value);
        return value;
    }

    /** Takes a text, which goes on behind every newline that is escaped. */
    Text text(Integer dbref, String field, Section section) throws IOException {
        Position position = position();
        int from = used;
        while (continued()) {
            append(end - 1);
            take(section);
            if (atEnd) {
                return new Text(pool, from, used);
            }
            pool[used++] = '\n';
        }
        append(end);
        take(section);
        examine(from, position, dbref, field);
        return new Text(pool, from, used);
    }

    private boolean continued() {
        return end > start && lines.buffer()[end - 1] == ESCAPE && lines.terminated();
    }

    private void append(int to) {
        int length = to - start;
        if (used + length + 1 > pool.length) {
            pool = Arrays.copyOf(pool, Math.max(pool.length * 2, used + length + 1));
        }
        System.arraycopy(lines.buffer(), start, pool, used, length);
        used += length;
    }

    private void examine(int from, Position position, Integer dbref, String field) {
        int escapes = 0;
        int zeros = 0;
        for (int i = from; i < used; i++) {
            byte b = pool[i];
            if (b <= ESCAPE && b >= 0) {
                escapes += b == ESCAPE ? 1 : 0;
                zeros += b == 0 ? 1 : 0;
            }
        }
        if (escapes > 0) {
            problem(position, BARE_CONTROL_U, dbref, field, "0x15 before a newline only", escapes, "kept the byte");
        }
        if (zeros > 0) {
            problem(position, NUL_BYTE, dbref, field, "text without zero bytes", zeros, "stored U+FFFD in its place");
        }
        if (used - from > longestText) {
            problem(
                    position,
                    LINE_TOO_LONG,
                    dbref,
                    field,
                    "at most " + longestText + " bytes",
                    (used - from) + " bytes",
                    "kept whole");
        }
    }

    /**
     * Passes over lines until one fits, a record begins or the file ends.
     *
     * @return whether a line that fits was found
     */
    boolean skipUntil(String expected, Integer dbref, Predicate<MuseLines> fits) throws IOException {
        Position position = position();
        String found = quoted();
        long skippedLines = 0;
        long skippedBytes = 0;
        while (!atEnd && !fits.test(this) && !atRecord() && !atEndLine()) {
            skippedLines++;
            skippedBytes += lines.sizeWithEnd();
            take(Section.SKIPPED);
        }
        String done = skippedLines == 0
                ? "record kept as far as it goes"
                : "skipped " + skippedLines + (skippedLines == 1 ? " line, " : " lines, ") + skippedBytes + " bytes";
        problem(position, UNEXPECTED_LINE, dbref, null, expected, found, done);
        return !atEnd && fits.test(this);
    }

    void problem(ProblemCode code, Integer dbref, String field, Object expected, Object found, String done) {
        problem(position(), code, dbref, field, expected, found, done);
    }

    void problem(
            Position position,
            ProblemCode code,
            Integer dbref,
            String field,
            Object expected,
            Object found,
            String done) {
        problems.add(new Problem(code, position, dbref, field, expected.toString(), found.toString(), done));
    }

    Accounts accounts() {
        return accounts;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
