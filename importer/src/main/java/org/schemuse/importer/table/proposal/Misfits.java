package org.schemuse.importer.table.proposal;

import org.schemuse.importer.finding.Finding;

/** How many values of a field do not fit something, and the first of them. */
final class Misfits {
    private long count;
    private long line;
    private String text = "";

    /** Counts a value. */
    void add(String value, long where) {
        if (count++ == 0) {
            line = where;
            text = value;
        }
    }

    /** How many they are. */
    long count() {
        return count;
    }

    /** The line of the first: {@code line 12}. */
    String firstLine() {
        return "line " + line;
    }

    /** The first with its line: {@code line 12 'abc'}. */
    String first() {
        return firstLine() + " " + Finding.quote(text);
    }

    /** How many they are of all, and the first: {@code 17 of 1000 rows do not fit: line 12 'abc'}. */
    String of(long rows) {
        return count + " of " + counted(rows, "row") + (count == 1 ? " does" : " do") + " not fit: " + first();
    }

    /** A number of things, such as {@code 1 row} and {@code 2 rows}. */
    static String counted(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
