package org.schemuse.importer.mud.row;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The seconds since 1970 that dumps are full of. */
final class Timestamps {
    /** The end of the year 9999; beyond it a number is no date of anybody's. */
    private static final long LATEST = 253_402_300_799L;

    private static final long MICROS = 1_000_000;

    /** What stands for a date that nobody knows in a column that must have one: 1970, which is what the server shows. */
    static final Long EPOCH = 0L;

    private Timestamps() {}

    static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS + instant.getNano() / 1000;
    }

    /** Microseconds since 1970, or {@code unknown} if the dump has no date there. */
    static @Nullable Long micros(@Nullable Long seconds, @Nullable Long unknown) {
        return seconds != null && known(seconds) ? Long.valueOf(seconds * MICROS) : unknown;
    }

    private static boolean known(long seconds) {
        return seconds > 0 && seconds <= LATEST;
    }

    /** The seconds that a text stands for, if it is nothing but a known date. */
    static OptionalLong seconds(String text) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > 12 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        long seconds = Long.parseLong(digits);
        return known(seconds) ? OptionalLong.of(seconds) : OptionalLong.empty();
    }
}
