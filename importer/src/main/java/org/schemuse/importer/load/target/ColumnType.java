package org.schemuse.importer.load.target;

import java.util.Arrays;

/**
 * The types of columns that rows can be encoded for, each in the binary form of PostgreSQL's {@code typsend} function. Numbers
 * are those of {@code pg_type.dat}, which never change.
 */
public enum ColumnType {
    BOOLEAN(16),
    BIGINT(20),
    INTEGER(23),
    TEXT(25),
    /** Sent as a text is. */
    VARCHAR(1043),
    INTEGER_ARRAY(1007),
    TEXT_ARRAY(1009),
    TIMESTAMPTZ(1184),
    UUID(2950),
    JSONB(3802),
    /** An enum of the catalog, sent as its label; no type of PostgreSQL's own. */
    ENUM(0),
    /** Any other, for which no value can be encoded. */
    OTHER(-1);

    private final int oid;

    ColumnType(int oid) {
        this.oid = oid;
    }

    /**
     * The type of a column.
     *
     * @param oid of its type in {@code pg_type}
     * @param typtype of its type there: {@code e} is an enum
     */
    static ColumnType of(int oid, String typtype) {
        if (typtype.equals("e")) {
            return ENUM;
        }
        return Arrays.stream(values())
                .filter(type -> type.oid == oid)
                .findFirst()
                .orElse(OTHER);
    }
}
