package org.schemuse.importer.table.value;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.BinaryForms;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;

/** Values of time and time with time zone. An offset is refused for time, because the column would lose it. */
final class TimeValues implements ValueEncoder {
    private final TimeText time = new TimeText();
    private final boolean withOffset;
    private final RefusedValue refused;

    /** Values of time with time zone, or of time. */
    TimeValues(boolean withOffset) {
        this.withOffset = withOffset;
        this.refused = RefusedValue.expected(
                withOffset
                        ? "a time of day with an offset, such as 14:05:00+01:00"
                        : "a time of day such as 14:05:00, without an offset");
    }

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        time.begin(text);
        if (!time.time()
                || time.micros() > TimeText.MICROS_PER_DAY
                || (withOffset && !time.offset())
                || !time.isAtEnd()) {
            return refused;
        }
        if (withOffset) {
            BinaryForms.timeWithZone(rows, time.micros(), -time.offsetSecondsEast());
        } else {
            rows.bigint(time.micros());
        }
        return null;
    }
}
