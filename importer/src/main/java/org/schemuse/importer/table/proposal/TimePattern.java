package org.schemuse.importer.table.proposal;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates and times in the order and with the signs of a pattern. */
final class TimePattern extends Transformation {
    /** Those with more letters first: what they read, the next reads too. */
    private static final List<String> DATES = List.of(
            "dd.MM.yyyy",
            "MM.dd.yyyy",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "dd-MM-yyyy",
            "MM-dd-yyyy",
            "d.M.yyyy",
            "M.d.yyyy",
            "d/M/yyyy",
            "M/d/yyyy",
            "yyyy/MM/dd",
            "yyyy.MM.dd",
            "yyyyMMdd");

    /** So long is a date in ISO 8601, after which a blank or a T stands. */
    private static final int ISO_DATE = 10;

    private static final List<String> TIMES = List.of("HH:mm:ss", "HH:mm");

    private static final List<String> CLOCKS = List.of("H:mm", "H:mm:ss", "HH.mm", "HHmm");

    /** What a pattern reads. */
    private enum Part {
        DATE,
        TIME,
        BOTH
    }

    private final DateTimeFormatter formatter;
    private final Part part;
    private final boolean moment;

    private TimePattern(String pattern, Part part, boolean moment) {
        super(pattern.isEmpty() ? "" : "date", pattern);
        this.formatter = pattern.isEmpty()
                ? DateTimeFormatter.ISO_LOCAL_DATE_TIME
                : DateTimeFormatter.ofPattern(pattern.replace("yyyy", "uuuu"), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT);
        this.part = part;
        this.moment = moment;
    }

    /** Of dates. */
    static List<TimePattern> dates() {
        return DATES.stream()
                .map(pattern -> new TimePattern(pattern, Part.DATE, false))
                .toList();
    }

    /** Of times of day. */
    static List<TimePattern> clocks() {
        return CLOCKS.stream()
                .map(pattern -> new TimePattern(pattern, Part.TIME, false))
                .toList();
    }

    /**
     * Of dates with a time of day.
     *
     * @param moment whether a value needs a zone
     */
    static List<TimePattern> timestamps(boolean moment) {
        List<TimePattern> patterns = new ArrayList<>();
        if (moment) {
            patterns.add(new TimePattern("", Part.BOTH, true));
        }
        for (String date : DATES) {
            TIMES.forEach(time -> patterns.add(new TimePattern(date + " " + time, Part.BOTH, moment)));
        }
        DATES.forEach(date -> patterns.add(new TimePattern(date, Part.DATE, moment)));
        return patterns;
    }

    @Override
    boolean needsZone() {
        return moment;
    }

    @Override
    @Nullable
    String apply(String written) {
        boolean blank = key().isEmpty() && written.length() > ISO_DATE && written.charAt(ISO_DATE) == ' ';
        String text = blank ? written.replaceFirst(" ", "T") : written;
        ParsePosition end = new ParsePosition(0);
        // Most texts are of another pattern; that must not cost an exception each.
        if (formatter.parseUnresolved(text, end) == null || end.getIndex() < text.length()) {
            return null;
        }
        try {
            TemporalAccessor read = formatter.parse(text);
            return switch (part) {
                case DATE -> LocalDate.from(read) + (moment ? "T00:00Z" : "");
                case TIME -> LocalTime.from(read).toString();
                case BOTH -> LocalDateTime.from(read) + (moment ? "Z" : "");
            };
        } catch (DateTimeException e) {
            return null;
        }
    }
}
