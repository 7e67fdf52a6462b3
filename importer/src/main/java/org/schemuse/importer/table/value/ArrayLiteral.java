package org.schemuse.importer.table.value;

import org.schemuse.importer.table.file.FileRow;

/** An array as PostgreSQL writes it: {@code {a,NULL,"b c"}}, or with the bounds of its indexes {@code [0:1]={a,b}}. */
final class ArrayLiteral implements ArraySource {
    private static final int MOST_DIMENSIONS = 6;
    private static final int MOST_INDEX_DIGITS = 9;

    private final String array;
    private final FileRow.Kind kind;
    private final int[] lowest = new int[MOST_DIMENSIONS];
    private final int[] lengths = new int[MOST_DIMENSIONS];
    private final StringBuilder unquoted = new StringBuilder();
    private int dimensions;
    private int at;
    private int depth;
    private boolean valueWasLast;
    private String text = "";
    private boolean wrong;

    /** Reads an array whose elements are of this kind. */
    ArrayLiteral(String array, FileRow.Kind kind) {
        this.array = array;
        this.kind = kind;
        skipBlanks();
        while (is('[') && !wrong) {
            bounds();
        }
        if (dimensions > 0) {
            skipBlanks();
            take('=');
        }
    }

    /** Reads {@code [lowest:highest]}. */
    private void bounds() {
        at++;
        if (dimensions == MOST_DIMENSIONS) {
            wrong = true;
            return;
        }
        int low = index();
        take(':');
        int high = index();
        take(']');
        wrong |= high < low;
        lowest[dimensions] = low;
        lengths[dimensions++] = high - low + 1;
    }

    private int index() {
        boolean negative = is('-');
        at += negative || is('+') ? 1 : 0;
        int from = at;
        int value = 0;
        while (at < array.length() && Ascii.isDigit(array.charAt(at)) && at - from < MOST_INDEX_DIGITS) {
            value = 10 * value + array.charAt(at++) - '0';
        }
        wrong |= at == from;
        return negative ? -value : value;
    }

    private void take(char wanted) {
        wrong |= !is(wanted);
        at++;
    }

    private boolean is(char wanted) {
        return at < array.length() && array.charAt(at) == wanted;
    }

    private void skipBlanks() {
        while (at < array.length() && Ascii.isBlank(array.charAt(at))) {
            at++;
        }
    }

    @Override
    public Part next() {
        skipBlanks();
        if (wrong || at >= array.length()) {
            return !wrong && depth == 0 && valueWasLast ? Part.END : Part.WRONG;
        }
        if (is('}') && depth > 0) {
            return close();
        }
        if (valueWasLast) {
            if (depth == 0 || !is(',')) {
                return Part.WRONG;
            }
            at++;
            skipBlanks();
            valueWasLast = false;
            if (is('}')) {
                return Part.WRONG;
            }
        }
        if (is('{')) {
            at++;
            depth++;
            return Part.OPEN;
        }
        return depth == 0 ? Part.WRONG : value();
    }

    private Part close() {
        at++;
        depth--;
        valueWasLast = true;
        return Part.CLOSE;
    }

    private Part value() {
        valueWasLast = true;
        if (is('"')) {
            return quoted();
        }
        int from = at;
        while (at < array.length() && !endsValue(array.charAt(at))) {
            at++;
        }
        int to = at;
        while (to > from && Ascii.isBlank(array.charAt(to - 1))) {
            to--;
        }
        if (from == to || (at < array.length() && !is(',') && !is('}'))) {
            return Part.WRONG;
        }
        if (Ascii.is(array, from, to, "null")) {
            return Part.NULL;
        }
        text = array.substring(from, to);
        return Part.VALUE;
    }

    private static boolean endsValue(char c) {
        return c == ',' || c == '}' || c == '{' || c == '"' || c == '\\';
    }

    private Part quoted() {
        unquoted.setLength(0);
        at++;
        while (at < array.length() && !is('"')) {
            if (is('\\')) {
                at++;
            }
            if (at < array.length()) {
                unquoted.append(array.charAt(at++));
            }
        }
        if (at >= array.length()) {
            return Part.WRONG;
        }
        at++;
        text = unquoted.toString();
        return Part.VALUE;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public FileRow.Kind kind() {
        return kind;
    }

    @Override
    public int lowest(int dimension) {
        return dimensions == 0 ? 1 : lowest[dimension];
    }

    @Override
    public boolean contradicts(int dimension, int length) {
        return dimensions > 0 && lengths[dimension] != length;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }
}
