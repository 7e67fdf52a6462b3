package org.schemuse.importer.mud.format.muse;

import java.util.Optional;

/** The text of a lock below its grammar: where words end, what is a number, what {@code @lock} takes. */
final class LockWords {
    private static final String BEFORE_WORDS = "!(@=+";
    private static final String BEHIND_WORDS = "&|:.)=";
    private static final String BEHIND_PATTERNS = "&|)";

    private LockWords() {}

    /** The end of a word, functions in it passed over; a dot ends one unless {@code withDots}. */
    static int wordEnd(String text, int from, int end, boolean withDots) {
        int i = from;
        while (i < end) {
            char c = text.charAt(i);
            if (c == '[') {
                i = Math.min(behindBracket(text, i), end);
            } else if (BEHIND_WORDS.indexOf(c) >= 0 && !(withDots && c == '.')) {
                return i;
            } else {
                i++;
            }
        }
        return end;
    }

    static int patternEnd(String text, int from, int end) {
        int i = from;
        while (i < end && BEHIND_PATTERNS.indexOf(text.charAt(i)) < 0) {
            i = text.charAt(i) == '[' ? Math.min(behindBracket(text, i), end) : i + 1;
        }
        return i;
    }

    /** Behind the bracket that closes the one at a place, others inside in pairs; the end of the text if none does. */
    static int behindBracket(String text, int from) {
        int closing = closingBracket(text, from);
        return closing < 0 ? text.length() : closing + 1;
    }

    /** What a word holds that is one bracket, closed or not. */
    static String inBrackets(String word) {
        int closing = closingBracket(word, 0);
        return word.substring(1, closing < 0 ? word.length() : closing);
    }

    private static int closingBracket(String text, int from) {
        int open = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            open += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The number behind {@code #}: blanks before it are passed over, and whatever is behind its digits. */
    static Optional<Integer> dbref(String word) {
        if (!word.startsWith("#")) {
            return Optional.empty();
        }
        int i = 1;
        while (i < word.length() && Character.isWhitespace(word.charAt(i))) {
            i++;
        }
        long number = 0;
        int from = i;
        while (i < word.length() && word.charAt(i) >= '0' && word.charAt(i) <= '9' && number <= Integer.MAX_VALUE) {
            number = number * 10 + (word.charAt(i++) - '0');
        }
        return i == from || number > Integer.MAX_VALUE ? Optional.empty() : Optional.of((int) number);
    }

    /**
     * Whether the server's {@code @lock} takes the text, if every object in it exists: it refuses a word that is missing,
     * and an attribute of an object without a pattern.
     */
    static boolean settable(String text) {
        int i = 0;
        while (i < text.length()) {
            while (i < text.length() && BEFORE_WORDS.indexOf(text.charAt(i)) >= 0) {
                i++;
            }
            int end = wordEnd(text, i, text.length(), false);
            boolean missing = end == i;
            char behind = end < text.length() ? text.charAt(end) : 0;
            if (missing && behind != ':') {
                return false;
            }
            if (behind == '.') {
                end = wordEnd(text, end + 1, text.length(), false);
                if (end == text.length() || text.charAt(end) != ':') {
                    return false;
                }
            }
            i = text.startsWith(":", end) ? wordEnd(text, end + 1, text.length(), false) : end;
            while (i < text.length() && BEHIND_WORDS.indexOf(text.charAt(i)) >= 0) {
                i++;
            }
        }
        return true;
    }
}
