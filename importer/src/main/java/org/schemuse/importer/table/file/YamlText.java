package org.schemuse.importer.table.file;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * A text for a YAML parser, which refuses a whole text for one {@linkplain BadText character that cannot be stored}. Such a
 * character passes it in disguise, as one of plane 16 that has no use, so that only its row is rejected.
 */
final class YamlText extends FilterReader {
    /** The first half of the disguise; what it hides is shown by the second. */
    private static final char HIGH = '\udbff';

    private static final char LOW = '\udf00';
    private static final char LOW_OF_ZERO = '\udeff';

    private char[] read = new char[0];
    private char waiting;
    private boolean inPair;

    YamlText(Reader text) {
        super(text);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int to = offset;
        if (waiting != 0 && length > 0) {
            buffer[to++] = waiting;
            waiting = 0;
        }
        int wanted = (offset + length - to) / 2;
        if (wanted == 0) {
            return to > offset ? to - offset : readOne(buffer, offset, length);
        }
        read = read.length < wanted ? new char[wanted] : read;
        int n = in.read(read, 0, wanted);
        for (int i = 0; i < n; i++) {
            char c = read[i];
            if (isBad(c)) {
                buffer[to++] = HIGH;
                buffer[to++] = disguised(c);
            } else {
                buffer[to++] = c;
            }
            inPair = Character.isHighSurrogate(c);
        }
        return to == offset ? -1 : to - offset;
    }

    /** Where there is no room for a disguise, its second half waits. */
    private int readOne(char[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int c = in.read();
        if (c < 0) {
            return -1;
        }
        boolean bad = isBad((char) c);
        buffer[offset] = bad ? HIGH : (char) c;
        waiting = bad ? disguised((char) c) : 0;
        inPair = Character.isHighSurrogate((char) c);
        return 1;
    }

    private boolean isBad(char c) {
        return c == 0 || (Character.isLowSurrogate(c) && !inPair);
    }

    private static char disguised(char c) {
        return c == 0 ? LOW_OF_ZERO : (char) (LOW + (c & 0xff));
    }

    /** A text that came through the parser, as it was. */
    static String revealed(String text) {
        if (text.indexOf(HIGH) < 0) {
            return text;
        }
        StringBuilder revealed = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = c == HIGH && i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (next >= LOW_OF_ZERO) {
                revealed.append(next == LOW_OF_ZERO ? '\0' : BadText.invalid((byte) (next - LOW)));
                i++;
            } else {
                revealed.append(c);
            }
        }
        return revealed.toString();
    }
}
