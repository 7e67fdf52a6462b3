package org.schemuse.importer.table.value;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;

/** Values of uuid, with or without hyphens and braces, as the server takes them. */
final class UuidValues implements ValueEncoder {
    private static final RefusedValue REFUSED =
            RefusedValue.expected("a UUID such as 123e4567-e89b-12d3-a456-426614174000");
    private static final int DIGITS = 32;
    private static final int DIGITS_IN_A_GROUP = 4;

    private static final int USUAL_LENGTH = 36;

    private long most;
    private long least;

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        if (!isUsual(text) && !isAny(text)) {
            return REFUSED;
        }
        rows.uuid(most, least);
        return null;
    }

    /** Reads the form that nearly every UUID has, without a question for each character. */
    private boolean isUsual(String text) {
        if (text.length() != USUAL_LENGTH
                || text.charAt(8) != '-'
                || text.charAt(13) != '-'
                || text.charAt(18) != '-'
                || text.charAt(23) != '-') {
            return false;
        }
        long a = digits(text, 0, 8);
        long b = digits(text, 9, 13);
        long c = digits(text, 14, 18);
        long d = digits(text, 19, 23);
        long e = digits(text, 24, USUAL_LENGTH);
        most = (a << 32) | (b << 16) | c;
        least = (d << 48) | e;
        return (a | b | c | d | e) >= 0;
    }

    /** The number that hexadecimal digits stand for; below 0 if any is none. */
    private static long digits(String text, int from, int to) {
        long value = 0;
        long wrong = 0;
        for (int i = from; i < to; i++) {
            int digit = Ascii.hex(text.charAt(i));
            wrong |= digit;
            value = (value << 4) | (digit & 0xf);
        }
        return wrong < 0 ? -1 : value;
    }

    private boolean isAny(String text) {
        int end = text.length();
        int at = 0;
        if (end > 1 && text.charAt(0) == '{' && text.charAt(end - 1) == '}') {
            at++;
            end--;
        }
        most = 0;
        least = 0;
        int digits = 0;
        while (at < end && digits < DIGITS) {
            char c = text.charAt(at++);
            int digit = Ascii.hex(c);
            if (digit >= 0) {
                most = (most << 4) | (least >>> 60);
                least = (least << 4) | digit;
                digits++;
            } else if (c != '-' || digits == 0 || digits % DIGITS_IN_A_GROUP != 0 || text.charAt(at - 2) == '-') {
                return false;
            }
        }
        return digits == DIGITS && at == end;
    }
}
