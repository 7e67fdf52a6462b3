package org.schemuse.changelog.fingerprint;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it should be.
 *
 * @param change one of "missing", "unexpected", "changed"
 * @param kind such as {@code table}, {@code column} or {@code policy}
 * @param object its name, with its table's in front where it belongs to one
 * @param attribute what of it is changed, such as {@code default}; null where the whole object is missing or unexpected
 * @param expected what should be there, in the words of PostgreSQL's catalog; null where nothing should
 * @param found what is there; null where nothing is
 */
public record Difference(
        String change,
        String kind,
        String object,
        @Nullable String attribute,
        @Nullable String expected,
        @Nullable String found) {
    /** For people, in one line. */
    public String line() {
        String what = kind + (object.isEmpty() ? "" : " " + object);
        String detail = attribute == null
                ? definition()
                : ": " + attribute + " is " + said(found) + ", expected " + said(expected);
        return (attribute == null ? change + " " : "changed ") + what + detail;
    }

    private String definition() {
        @Nullable String there = expected == null ? found : expected;
        return there == null ? "" : ": " + there;
    }

    private static String said(@Nullable String value) {
        return value == null || value.equals("null") ? "nothing" : value;
    }
}
