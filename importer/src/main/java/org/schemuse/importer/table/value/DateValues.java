package org.schemuse.importer.table.value;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;

/** Values of date. A time is refused, because the column would lose it. */
final class DateValues implements ValueEncoder {
    private static final RefusedValue REFUSED = RefusedValue.expected("a date such as 2026-11-30");
    private static final RefusedValue WITH_TIME =
            RefusedValue.expected("a date alone, such as 2026-11-30, because the column keeps no time of day");
    private static final RefusedValue NO_DAY = RefusedValue.expected("a date that exists, such as 2026-02-28");
    private static final RefusedValue OUT_OF_RANGE =
            RefusedValue.expected("a date from 4714-11-24 BC to 5874897-12-31, such as 2026-11-30");
    /** In days since 2000. */
    private static final long FIRST = -2_451_545;

    private static final long LAST = 2_145_031_948;

    private final TimeText time = new TimeText();

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        time.begin(text);
        if (!time.date()) {
            return infinite(rows);
        }
        time.era();
        if (!time.isAtEnd()) {
            return time.separator() && time.time() ? WITH_TIME : REFUSED;
        }
        if (!time.isDate()) {
            return NO_DAY;
        }
        if (time.days() < FIRST || time.days() > LAST) {
            return OUT_OF_RANGE;
        }
        rows.integer((int) time.days());
        return null;
    }

    private @Nullable RefusedValue infinite(CopyRows rows) {
        if (time.is("infinity")) {
            rows.integer(Integer.MAX_VALUE);
        } else if (time.is("-infinity")) {
            rows.integer(Integer.MIN_VALUE);
        } else {
            return REFUSED;
        }
        return null;
    }
}
