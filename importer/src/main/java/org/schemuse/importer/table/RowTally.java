package org.schemuse.importer.table;

/**
 * What became of the rows of a file that were not rejected.
 *
 * @param inserted rows that are new in the table
 * @param updated rows of the table that got other values
 * @param unchanged rows of the table that have these values already
 * @param skipped rows whose key is in the table
 * @param vanished rows of the table that the file does not have, if that was asked
 */
record RowTally(long inserted, long updated, long unchanged, long skipped, Vanished vanished) {
    static final RowTally NONE = new RowTally(0, 0, 0, 0);

    RowTally(long inserted, long updated, long unchanged, long skipped) {
        this(inserted, updated, unchanged, skipped, Vanished.NONE);
    }

    /** The same with rows that the file does not have. */
    RowTally missing(Vanished rows) {
        return new RowTally(inserted, updated, unchanged, skipped, rows);
    }

    /** Both together. */
    RowTally plus(RowTally other) {
        return new RowTally(
                inserted + other.inserted,
                updated + other.updated,
                unchanged + other.unchanged,
                skipped + other.skipped,
                vanished.rowCount() > 0 ? vanished : other.vanished);
    }

    long total() {
        return inserted + updated + unchanged + skipped;
    }
}
