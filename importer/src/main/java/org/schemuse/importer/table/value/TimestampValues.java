package org.schemuse.importer.table.value;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.table.file.FileRow;

/**
 * Values of timestamp and timestamptz. A timestamptz must have an offset, and a timestamp none, because its column would lose
 * it: unless the caller names a zone, in which times without an offset are, and in which a timestamp column keeps time.
 */
final class TimestampValues implements ValueEncoder {
    /** In microseconds since 2000; the last is not included. */
    private static final long FIRST = -211_813_488_000_000_000L;

    private static final long LAST = 9_223_371_331_200_000_000L;

    private static final RefusedValue NO_DAY =
            RefusedValue.expected("a date and time that exist, such as 2026-02-28T14:05:00");
    private static final RefusedValue OUT_OF_RANGE =
            RefusedValue.expected("a date from 4714-11-24 BC to 294276-12-31, with a time such as 2026-11-30T14:05:00");

    private final TimeText time = new TimeText();
    private final boolean withOffset;
    private final @Nullable ZoneId zone;
    private final RefusedValue refused;

    /** Values of timestamptz, or of timestamp; without an offset they are in {@code zone}, if it is not {@code null}. */
    TimestampValues(boolean withOffset, @Nullable ZoneId zone) {
        this.withOffset = withOffset;
        this.zone = zone;
        this.refused = RefusedValue.expected(expected(withOffset, zone != null));
    }

    private static String expected(boolean withOffset, boolean inZone) {
        if (inZone) {
            return "a date and time such as 2026-11-30T14:05:00, with or without an offset such as +01:00";
        }
        return withOffset
                ? "a date and time with an offset, such as 2026-11-30T14:05:00+01:00 or 2026-11-30T13:05:00Z"
                : "a date and time such as 2026-11-30T14:05:00, without an offset";
    }

    @Override
    public @Nullable RefusedValue encode(CopyRows rows, String text, FileRow.Kind kind) {
        time.begin(text);
        if (!time.date()) {
            return infinite(rows);
        }
        boolean offset = false;
        // A day alone is its midnight; but blanks after it may come before BC.
        if (!time.era() && !time.isAtEnd()) {
            if (!time.separator() || !time.time()) {
                return refused;
            }
            offset = time.offset();
            time.era();
        }
        if (!time.isAtEnd()) {
            return refused;
        }
        return add(rows, offset);
    }

    private @Nullable RefusedValue infinite(CopyRows rows) {
        if (time.is("infinity")) {
            rows.bigint(Long.MAX_VALUE);
        } else if (time.is("-infinity")) {
            rows.bigint(Long.MIN_VALUE);
        } else {
            return refused;
        }
        return null;
    }

    private @Nullable RefusedValue add(CopyRows rows, boolean offset) {
        if (zone == null && offset != withOffset) {
            return refused;
        }
        if (!time.isDate() || time.micros() > TimeText.MICROS_PER_DAY || !isInRange(time.days())) {
            return time.isDate() && time.micros() <= TimeText.MICROS_PER_DAY ? OUT_OF_RANGE : NO_DAY;
        }
        long micros = time.days() * TimeText.MICROS_PER_DAY + time.micros();
        int seconds = offset ? time.offsetSecondsEast() : 0;
        if (zone != null && offset != withOffset) {
            if (micros < FIRST || micros >= LAST) {
                return OUT_OF_RANGE;
            }
            List<ZoneOffset> offsets = offsets(zone, micros, offset);
            if (offsets.size() != 1) {
                return RefusedValue.expected("a time that exists once in " + zone + ", or one with an offset");
            }
            int zoneSeconds = offsets.get(0).getTotalSeconds();
            seconds = offset ? seconds - zoneSeconds : zoneSeconds;
        }
        micros -= seconds * TimeText.MICROS_PER_SECOND;
        if (micros < FIRST || micros >= LAST) {
            return OUT_OF_RANGE;
        }
        rows.bigint(micros);
        return null;
    }

    private static boolean isInRange(long days) {
        return days >= FIRST / TimeText.MICROS_PER_DAY - 1 && days <= LAST / TimeText.MICROS_PER_DAY;
    }

    /** The offsets that the zone has at a time: of a local time none in a gap, and two if the clock is set back. */
    private List<ZoneOffset> offsets(ZoneId place, long micros, boolean offset) {
        long utc = Math.floorDiv(micros, TimeText.MICROS_PER_SECOND) + TimeText.EPOCH * 86_400L;
        if (offset) {
            return List.of(place.getRules().getOffset(Instant.ofEpochSecond(utc - time.offsetSecondsEast())));
        }
        return place.getRules().getValidOffsets(LocalDateTime.ofEpochSecond(utc, 0, ZoneOffset.UTC));
    }
}
