package org.schemuse.importer.table.value;

import java.util.Arrays;

/** Characters as PostgreSQL's input functions see them, whatever the locale. */
final class Ascii {
    private static final byte[] HEX = new byte['f' + 1];

    static {
        Arrays.fill(HEX, (byte) -1);
        for (int digit = 0; digit < 16; digit++) {
            HEX[Character.forDigit(digit, 16)] = (byte) digit;
            HEX[Character.toUpperCase(Character.forDigit(digit, 16))] = (byte) digit;
        }
    }

    private Ascii() {}

    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The place after a plus or minus, or {@code from} if there is none. */
    static int afterSign(String text, int from, int to) {
        return from < to && (text.charAt(from) == '-' || text.charAt(from) == '+') ? from + 1 : from;
    }

    /** The first place that is no blank. */
    static int start(String text) {
        int start = 0;
        while (start < text.length() && isBlank(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /** The place after the last one that is no blank; not before {@code start}. */
    static int end(String text, int start) {
        int end = text.length();
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** The number that a hexadecimal digit stands for; -1 if it is none. */
    static int hex(char c) {
        return c < HEX.length ? HEX[c] : -1;
    }

    /** Whether a part of the text is the word, written in any case; {@code word} is in lower case. */
    static boolean is(String text, int from, int to, String word) {
        return to - from == word.length() && isBeginning(text, from, to, word);
    }

    /** Whether a part of the text, of one character at least, is how the word begins. */
    static boolean isBeginning(String text, int from, int to, String word) {
        int length = to - from;
        if (length == 0 || length > word.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(from + i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
            if (lower != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
