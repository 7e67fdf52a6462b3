package org.schemuse.importer.table;

/**
 * What became of the rows of a file that were not rejected.
 *
 * @param inserted rows that are new in the table
 * @param updated rows of the table that got other values
 * @param unchanged rows of the table that have these values already
 * @param skipped rows whose key is in the table
 */
record RowTally(long inserted, long updated, long unchanged, long skipped) {
    static final RowTally NONE = new RowTally(0, 0, 0, 0);

    /** Both together. */
    RowTally plus(RowTally other) {
        return new RowTally(
                inserted + other.inserted,
                updated + other.updated,
                unchanged + other.unchanged,
                skipped + other.skipped);
    }

    long total() {
        return inserted + updated + unchanged + skipped;
    }
}
