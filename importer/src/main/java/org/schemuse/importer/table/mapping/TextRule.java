package org.schemuse.importer.table.mapping;

import java.util.Set;
import org.schemuse.importer.table.file.FileRow.Kind;

/**
 * What is done to every text first.
 *
 * @param trim whether blanks around it are cut
 * @param nulls the texts that mean no value
 */
record TextRule(boolean trim, Set<String> nulls) {
    static final TextRule NONE = new TextRule(false, Set.of());

    /** Whether it leaves every text as it is. */
    boolean isNone() {
        return !trim && nulls.isEmpty();
    }

    void trim(Cell cell) {
        if (trim && cell.is(Kind.TEXT)) {
            cell.setText(trimmed(cell.text()));
        }
    }

    void forgetNulls(Cell cell) {
        if (cell.is(Kind.TEXT) && nulls.contains(cell.text())) {
            cell.setNull();
        }
    }

    /** A text without the blanks around it, of any kind: spreadsheets write such as do not break too. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
