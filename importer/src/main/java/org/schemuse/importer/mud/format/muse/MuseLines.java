package org.schemuse.importer.mud.format.muse;

import static org.schemuse.importer.finding.FindingCode.BAD_INTEGER;
import static org.schemuse.importer.finding.FindingCode.BARE_CONTROL_U;
import static org.schemuse.importer.finding.FindingCode.CRLF_LINE_ENDS;
import static org.schemuse.importer.finding.FindingCode.LINE_TOO_LONG;
import static org.schemuse.importer.finding.FindingCode.NUL_BYTE;
import static org.schemuse.importer.finding.FindingCode.UNEXPECTED_LINE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.mud.format.SectionTotals;
import org.schemuse.importer.mud.format.SectionTotals.Section;
import org.schemuse.importer.source.LineReader;
import org.schemuse.importer.source.Text;

/**
 * The lines of a flatfile as its values: numbers, texts with escaped newlines, and what a line opens. There is always a
 * current line until {@link #atEnd()}; taking it books its bytes under a section and moves on.
 */
final class MuseLines implements Closeable {
    /** Control-U stands before every newline that belongs to a text. */
    private static final byte ESCAPE = 0x15;

    /** The line behind the last object. */
    static final String END_LINE = "***END OF DUMP***";

    private static final byte[] BEGIN_OF_END = "***END".getBytes(StandardCharsets.US_ASCII);

    /** The texts of one object at a time are in memory; no object that was ever played with comes near. */
    private static final int LARGEST_OBJECT = 1 << 25;

    /** The same for its values, definitions and family, each of which costs about 100 bytes here. */
    private static final int MOST_ENTRIES = 1_000_000;

    private static final Pattern ATOI = Pattern.compile("\\s*([+-]?[0-9]+)");

    private final LineReader lines;
    private final Findings findings;
    private final int longestText;
    private final SectionTotals accounts = new SectionTotals();
    private byte[] pool = new byte[1 << 16];
    private int used;
    private int entries;
    private @Nullable Integer object;
    private boolean atEnd;
    private boolean crlf;
    private int start;
    private int end;

    MuseLines(LineReader lines, int longestText, Findings findings) {
        this.lines = lines;
        this.longestText = longestText;
        this.findings = findings;
    }

    void advance() throws IOException {
        atEnd = !lines.next();
        start = lines.start();
        end = lines.end();
        if (crlf || (!atEnd && lines.lines() == 1)) {
            dropCarriageReturn(end - 1);
        }
    }

    /**
     * Takes away a CR at {@code i} if the line ends there. The first line that cannot have one, be it the first of the
     * file or a number further on, tells that from there on all lines end so.
     */
    private boolean dropCarriageReturn(int i) {
        boolean found = i >= start && i == end - 1 && lines.buffer()[i] == '\r';
        if (found && !crlf) {
            crlf = true;
            finding(CRLF_LINE_ENDS, null, "lines that end in LF", "CR LF", "took the CR away, here and further on");
        }
        end -= found ? 1 : 0;
        return found;
    }

    boolean atEnd() {
        return atEnd;
    }

    /** The first byte of the line; 0 for an empty one. */
    int first() {
        return end > start ? lines.buffer()[start] : 0;
    }

    boolean is(char only) {
        return first() == only && (end - start == 1 || (end - start == 2 && !crlf && dropCarriageReturn(start + 1)));
    }

    /** Whether the line is this mark and a number. */
    boolean opens(char mark) {
        return first() == mark && digitsFrom(start + 1);
    }

    boolean atRecord() {
        return opens('&') || opens('!');
    }

    boolean atEndLine() {
        return first() == '*'
                && end - start >= BEGIN_OF_END.length
                && Arrays.equals(
                        lines.buffer(), start, start + BEGIN_OF_END.length, BEGIN_OF_END, 0, BEGIN_OF_END.length);
    }

    boolean atWholeEndLine() {
        return end - start == END_LINE.length() && new String(bytes(), StandardCharsets.ISO_8859_1).equals(END_LINE);
    }

    /** Whether the line belongs to a list of values: one that begins, or its end. */
    boolean atValueList() {
        return opensNumber('>') || is('<');
    }

    /** Whether the line belongs to a list of definitions: one that begins, or its end. */
    boolean atDefinitionList() {
        return opens('/') || is('\\');
    }

    /** Whether the line is a whole number, with or without a sign. */
    boolean atNumber() {
        int from = first() == '-' ? start + 1 : start;
        return digitsFrom(from);
    }

    /** Whether the line is something that atoi() finds a number in. */
    boolean nearNumber() {
        return atNumber() || numberBegins(start);
    }

    /** Whether the line is this mark and something that atoi() finds a number in. */
    boolean opensNumber(char mark) {
        return first() == mark && numberBegins(start + 1);
    }

    private boolean numberBegins(int from) {
        byte[] bytes = lines.buffer();
        int i = from;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        if (i < end && (bytes[i] == '-' || bytes[i] == '+')) {
            i++;
        }
        return i < end && bytes[i] >= '0' && bytes[i] <= '9';
    }

    private boolean digitsFrom(int from) {
        byte[] bytes = lines.buffer();
        for (int i = from; i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return i > from && !crlf && dropCarriageReturn(i);
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
        if (atEnd) {
            return "the end of the file";
        }
        String text = new String(lines.buffer(), start, end - start, StandardCharsets.UTF_8);
        boolean utf8 = text.indexOf('\ufffd') < 0;
        return Finding.quote(utf8 ? text : new String(bytes(), StandardCharsets.ISO_8859_1));
    }

    /** For a line that may hold what somebody wrote to somebody: others read findings. */
    String lineSize() {
        return "a line of " + (end - start) + (end - start == 1 ? " byte" : " bytes");
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
        entries = 0;
    }

    /** Findings are about this object from now on; {@code null} for none. */
    void within(@Nullable Integer dbref) {
        object = dbref;
    }

    /** Counts a value, a definition or a relative of the object that is being read. */
    void countEntry() {
        if (++entries > MOST_ENTRIES) {
            throw tooLarge(MOST_ENTRIES + " values, definitions and relatives");
        }
    }

    private UnusableDumpException tooLarge(String limit) {
        return new UnusableDumpException("line " + lines.lines() + ": object #" + object + " has more than " + limit
                + "; no server of the family could hold it, check what the file is");
    }

    /** The dbref that opens a record; -1 if it is too large to be one, so that it is taken for no other. */
    int dbref() throws IOException {
        return (int) longNumber(1, "dbref", Integer.MAX_VALUE, -1, Section.OBJECTS);
    }

    /** As {@link #longNumber}, for dbrefs, counts and whatever else has 32 bits. */
    int number(int skip, String field, Section section) throws IOException {
        return (int) longNumber(skip, field, Integer.MAX_VALUE, 0, section);
    }

    /**
     * Takes a line that is a whole number behind {@code skip} bytes of mark. As the original's atoi() does, leading blanks
     * are passed over and anything behind the digits is ignored, but not silently.
     *
     * @param otherwise what a line without a number, or with one above {@code most}, is read as
     */
    long longNumber(int skip, String field, long most, long otherwise, Section section) throws IOException {
        byte[] bytes = lines.buffer();
        boolean negative = start + skip < end && bytes[start + skip] == '-';
        int firstDigit = start + skip + (negative ? 1 : 0);
        int i = firstDigit;
        long value = 0;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9' && i - firstDigit < 18) {
            value = value * 10 + (bytes[i] - '0');
            i++;
        }
        if (i < end && i > firstDigit && !crlf) {
            dropCarriageReturn(i);
        }
        if (i < end || i == firstDigit || value > most) {
            value = doubtfulNumber(skip, field, most, otherwise);
        } else if (negative) {
            value = -value;
        }
        take(section);
        return value;
    }

    private long doubtfulNumber(int skip, String field, long most, long otherwise) {
        String text =
                new String(lines.buffer(), start + skip, Math.max(0, end - start - skip), StandardCharsets.ISO_8859_1);
        Matcher number = ATOI.matcher(text);
        boolean fits = number.lookingAt() && number.end(1) - number.start(1) < 19;
        long value = fits ? Long.parseLong(number.group(1)) : otherwise;
        value = Math.abs(value) > most ? otherwise : value;
        finding(BAD_INTEGER, field, "a whole number", quoted(), "read as " + value);
        return value;
    }

    /** Takes a text, which goes on behind every newline that is escaped. */
    Text text(String field, Section section) throws IOException {
        Position position = position();
        int from = used;
        while (continued()) {
            append(end - 1);
            take(section);
            pool[used++] = '\n';
        }
        if (!atEnd) {
            append(end);
            take(section);
        }
        examine(from, position, field);
        return new Text(pool, from, used);
    }

    private boolean continued() {
        return !atEnd && end > start && lines.buffer()[end - 1] == ESCAPE && lines.terminated();
    }

    private void append(int to) {
        int length = to - start;
        if (used + length + 1 > pool.length) {
            if (used + length + 1 > LARGEST_OBJECT) {
                throw tooLarge((LARGEST_OBJECT >> 20) + " MiB of text");
            }
            pool = Arrays.copyOf(pool, Math.max(pool.length * 2, used + length + 1));
        }
        System.arraycopy(lines.buffer(), start, pool, used, length);
        used += length;
    }

    private void examine(int from, Position position, String field) {
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
            finding(position, BARE_CONTROL_U, field, "0x15 before a newline only", escapes, "kept the byte");
        }
        reportIfOdd(used - from, zeros, position, field);
    }

    /** What the original server, or PostgreSQL, could not take of a text. */
    void reportIfOdd(int length, int zeros, Position position, String field) {
        if (zeros > 0) {
            finding(position, NUL_BYTE, field, "text without zero bytes", zeros, "stored U+FFFD in its place");
        }
        if (length > longestText) {
            finding(
                    position,
                    LINE_TOO_LONG,
                    field,
                    "at most " + longestText + " bytes",
                    length + " bytes",
                    "kept whole");
        }
    }

    /**
     * Passes over lines until one fits, a record begins or the file ends.
     *
     * @param found what stands there instead, for the finding
     * @return whether a line that fits was found
     */
    boolean skipUntil(String expected, String found, Predicate<MuseLines> fits) throws IOException {
        return skip(expected, found, l -> fits.test(l) || l.atRecord() || l.atEndLine()) && fits.test(this);
    }

    /** Passes over lines until one fits or the file ends. */
    boolean skip(String expected, String found, Predicate<MuseLines> fits) throws IOException {
        Position position = position();
        long skippedLines = 0;
        long skippedBytes = 0;
        while (!atEnd && !fits.test(this)) {
            skippedLines++;
            skippedBytes += lines.sizeWithEnd();
            take(Section.SKIPPED);
        }
        String done = skippedLines == 0
                ? "record kept as far as it goes"
                : "skipped " + skippedLines + (skippedLines == 1 ? " line, " : " lines, ") + skippedBytes + " bytes";
        finding(position, UNEXPECTED_LINE, null, expected, found, done);
        return !atEnd;
    }

    void finding(FindingCode code, @Nullable String field, Object expected, Object found, String done) {
        finding(position(), code, field, expected, found, done);
    }

    void finding(
            Position position, FindingCode code, @Nullable String field, Object expected, Object found, String done) {
        findings.add(new Finding(code, position, object, field, expected.toString(), found.toString(), done));
    }

    SectionTotals accounts() {
        return accounts;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
