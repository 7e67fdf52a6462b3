package org.schemuse.changelog.fingerprint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

/**
 * What is read again as one, because a change of a part of it can show in any line of it.
 *
 * @param object its number in the system catalog
 */
record Unit(Kind kind, long object) {
    enum Kind {
        /** A relation with all that belongs to it. */
        RELATION,
        TYPE,
        FUNCTION,
        /** What belongs to a schema as a whole. */
        SCHEMA
    }

    /** The letters that the queries use. */
    private static final Map<String, Kind> KINDS =
            Map.of("r", Kind.RELATION, "t", Kind.TYPE, "f", Kind.FUNCTION, "n", Kind.SCHEMA);

    /** From the letter of its kind and its number, in the first two columns of a row. */
    static Unit of(ResultSet row) throws SQLException {
        return new Unit(Objects.requireNonNull(KINDS.get(row.getString(1)), "kind"), row.getLong(2));
    }
}
