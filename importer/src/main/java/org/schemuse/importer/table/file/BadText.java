package org.schemuse.importer.table.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Locale;
import org.schemuse.importer.table.fault.RowFault;
import org.schemuse.importer.table.fault.RowProblem;

/**
 * Characters that PostgreSQL cannot store: zero, and surrogates without the other half. A byte that is invalid in the charset of
 * its file is such a surrogate, U+DC00 and the byte, until it is written again. An escape of JSON or YAML can be one, too; then the
 * row {@linkplain FileRow#escapes() says so}.
 */
final class BadText {
    private static final char INVALID = '\udc00';

    private BadText() {}

    /** What stands for a byte that is invalid in its charset. */
    static char invalid(byte b) {
        return (char) (INVALID + (b & 0xff));
    }

    /** Whether a character stands for an invalid byte, if it does not follow the first half of a pair. */
    static boolean isInvalid(char c) {
        return c >= INVALID && c <= INVALID + 0xff;
    }

    /** Where the first character is that cannot be stored; -1 if there is none. */
    static int in(CharSequence text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** The problem of a row of bytes with such a character at a place of a field. */
    static RowProblem at(int place, CharSequence text, String field, Charset charset) {
        return at(place, text, field, charset, false);
    }

    /** As {@link #at(int, CharSequence, String, Charset)}, of a text that may be written with escapes. */
    static RowProblem at(int place, CharSequence text, String field, Charset charset, boolean escapes) {
        String found = named(text.charAt(place), escapes) + " at character " + (place + 1);
        return new RowProblem(RowFault.BAD_TEXT, field, "text in " + charset.name(), found);
    }

    /** Such a character, as messages name it. */
    private static String named(char c, boolean escapes) {
        if (isInvalid(c) && !escapes) {
            return String.format(Locale.ROOT, "byte 0x%02X", c - INVALID);
        }
        return c == 0 ? "a zero byte" : String.format(Locale.ROOT, "half a character, U+%04X", (int) c);
    }

    /** A text that can be printed and stored: U+FFFD stands for each such character. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(text);
        for (int bad = in(shown); bad >= 0; bad = in(shown)) {
            shown.setCharAt(bad, '\ufffd');
        }
        return shown.toString();
    }

    /** The bytes of a text in a charset, invalid ones as they were. */
    static byte[] encoded(String text, Charset charset) {
        if (in(text) < 0) {
            return text.getBytes(charset);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (isInvalid(c)) {
                bytes.writeBytes(text.substring(from, i).getBytes(charset));
                bytes.write(c - INVALID);
                from = i + 1;
            }
        }
        bytes.writeBytes(text.substring(from).getBytes(charset));
        return bytes.toByteArray();
    }
}
