package org.schemuse.importer.finding;

import org.jspecify.annotations.Nullable;

/**
 * One finding: where in the dump, what was expected there, what was found, and what was done about it.
 *
 * @param position the line the finding is about, or {@code null} if it is about the file as a whole
 * @param subject what is concerned, as its kind of import calls it: an object of a world is {@code #12}; {@code null} if that
 *     is the input as a whole
 * @param field the header field, attribute or mail field concerned, in the dump's own words
 * @param done what the import does about it, such as {@code "location left empty"}
 */
public record Finding(
        FindingCode code,
        @Nullable Position position,
        @Nullable String subject,
        @Nullable String field,
        String expected,
        String found,
        String done) {

    /** About an object by its number, or about none if that is {@code null}. */
    public Finding(
            FindingCode code,
            @Nullable Position position,
            @Nullable Integer number,
            @Nullable String field,
            String expected,
            String found,
            String done) {
        this(code, position, number == null ? null : "#" + number, field, expected, found, done);
    }

    /** About the input as a whole. */
    public Finding(FindingCode code, @Nullable Position position, String expected, String found, String done) {
        this(code, position, (String) null, null, expected, found, done);
    }

    /** The longest excerpt of a dump that a finding quotes, in characters. */
    private static final int LONGEST_QUOTE = 120;

    /** A piece of a dump, safe to print: control characters shown as pictures, long text cut. */
    public static String quote(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length() && i < LONGEST_QUOTE; i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                shown.append((char) ('\u2400' + c));
            } else if (c == 0x7f) {
                shown.append('\u2421');
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append('\ufffd');
            } else {
                shown.append(c);
            }
        }
        return text.length() > LONGEST_QUOTE
                ? "'" + shown + "…' (" + text.length() + " characters)"
                : "'" + shown + "'";
    }
}
