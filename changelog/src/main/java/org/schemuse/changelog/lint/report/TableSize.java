package org.schemuse.changelog.lint.report;

import java.util.Locale;

/**
 * How big a table is in a live database.
 *
 * @param rowCount as the planner estimates them; -1 where the table was never analysed
 * @param bytes on disk without indexes, from {@code pg_table_size}
 */
public record TableSize(long rowCount, long bytes) {
    /** A table below this is rewritten or read through before anybody notices. */
    private static final long SMALL = 10L << 20;

    /** Above this, minutes pass. */
    private static final long LARGE = 1L << 30;

    /** What a finding about a lock or a rewrite of such a table weighs. */
    public Severity weigh(Severity severity) {
        if (bytes < SMALL) {
            return Severity.INFO;
        }
        return bytes > LARGE && severity == Severity.WARNING ? Severity.ERROR : severity;
    }

    @Override
    public String toString() {
        String size = bytes < SMALL
                ? String.format(Locale.ROOT, "%,d kB", bytes >> 10)
                : String.format(Locale.ROOT, "%,d MB", bytes >> 20);
        return rowCount < 0
                ? size + ", never analysed"
                : String.format(Locale.ROOT, "about %,d rows, %s", rowCount, size);
    }
}
