package org.schemuse.importer.table;

import org.jspecify.annotations.Nullable;

/**
 * How many rows may be rejected before nothing is imported.
 *
 * @param rows so many; {@code null} if there is no such limit
 * @param percent so many of a hundred rows read; {@code null} if there is no such limit
 */
public record RejectLimit(@Nullable Long rows, @Nullable Double percent) {
    /** Any number of them. */
    public static final RejectLimit NONE = new RejectLimit(null, null);

    /** Not one. */
    public static final RejectLimit STRICT = new RejectLimit(0L, null);

    private static final double HUNDRED = 100;

    /** Whether so many of so many rows are too many. */
    boolean exceeded(long rejected, long read) {
        return (rows != null && rejected > rows) || (percent != null && rejected * HUNDRED > percent * read);
    }

    @Override
    public String toString() {
        return rows != null ? Long.toString(rows) : percent + "%";
    }
}
