package org.schemuse.importer.mud.verify;

import org.jspecify.annotations.Nullable;

/**
 * Something in the database that is not as the dump has it.
 *
 * @param dbref the object concerned, or {@code null} outside of objects
 * @param what a column, a field, or what was counted
 */
public record RowDifference(Kind kind, @Nullable Integer dbref, String what, String expected, String found) {
    /** Where the databases' answer and the dump's part. */
    public enum Kind {
        /** How many there are. */
        COUNT,
        /** A record that is not there, or one too many. */
        OBJECT,
        /** What the record of an object says, raw: header, values, definitions, chains. */
        RECORD,
        /** What became of it in {@code objects} and {@code users}. */
        ROW,
        /** Who owns it, where it is, where it leads. */
        REFERENCE,
        PARENTS,
        GRANTS,
        CHANNELS,
        MAIL
    }

    @Override
    public String toString() {
        return (dbref == null ? "" : "#" + dbref + " ") + what + ": expected " + expected + ", found " + found;
    }
}
