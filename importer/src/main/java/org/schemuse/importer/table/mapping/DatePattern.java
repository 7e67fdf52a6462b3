package org.schemuse.importer.table.mapping;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;

/**
 * Dates and times in a pattern of {@link DateTimeFormatter}, read strictly and with English names, written as ISO 8601. A year
 * {@code yyyy} without an era is that of the calendar; of a year with two digits, the century is the present one.
 */
final class DatePattern implements Translation {
    private static final ZonedDateTime SAMPLE =
            ZonedDateTime.of(2026, 12, 31, 14, 5, 9, 123_456_000, ZoneId.of("Europe/Berlin"));

    /** Years that are written with four digits. */
    private static final int USUAL_YEARS = 9999;

    private final @Nullable ZoneId zone;
    private final DateTimeFormatter formatter;
    private final String example;
    private final TemporalAccessor sample;

    /**
     * @param zone of times without an offset; {@code null} if there is none
     * @throws IllegalArgumentException if it is no pattern
     */
    DatePattern(String pattern, @Nullable ZoneId zone) {
        this.zone = zone;
        formatter = DateTimeFormatter.ofPattern(calendarYears(pattern), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        try {
            example = formatter.format(SAMPLE);
            sample = formatter.parse(example);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Strictly, a year of an era needs the era. */
    private static String calendarYears(String pattern) {
        StringBuilder years = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            years.append(c == 'y' && !quoted ? 'u' : c);
        }
        return years.toString().contains("G") ? pattern : years.toString();
    }

    @Override
    public @Nullable String apply(Cell cell, ColumnShape column) {
        if (cell.is(Kind.TEXT) || cell.is(Kind.NUMBER)) {
            TemporalAccessor read = read(cell.text());
            return read == null ? expected() : write(read, cell, column);
        }
        return expected();
    }

    private @Nullable TemporalAccessor read(String text) {
        ParsePosition end = new ParsePosition(0);
        // A text in another form must not cost an exception.
        if (formatter.parseUnresolved(text, end) == null || end.getIndex() < text.length()) {
            return null;
        }
        try {
            return formatter.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private String expected() {
        boolean day = sample.query(TemporalQueries.localDate()) != null;
        return (day ? "a date such as " : "a time such as ") + example;
    }

    private @Nullable String write(TemporalAccessor read, Cell cell, ColumnShape column) {
        LocalDate date = read.query(TemporalQueries.localDate());
        LocalTime time = read.query(TemporalQueries.localTime());
        if (date != null && ColumnTypes.is(column, ColumnTypes.DATE)) {
            if (time != null && !time.equals(LocalTime.MIDNIGHT)) {
                return "a date whose time is midnight, because the column keeps no time of day";
            }
            cell.setText(iso(date, ""));
            return null;
        }
        ZoneId named = read.query(TemporalQueries.zone());
        ZoneId where = named == null && ColumnTypes.is(column, ColumnTypes.TIMESTAMPTZ) ? zone : named;
        LocalTime written = time == null ? LocalTime.MIDNIGHT : time;
        List<ZoneOffset> offsets = offsets(read, where, date, written);
        if (where != null && offsets.size() != 1) {
            return "a time that exists once in " + where;
        }
        String offset = offsets.isEmpty() ? "" : offsets.get(0).getId();
        cell.setText(date == null ? written + offset : iso(date, "T" + written + offset));
        return null;
    }

    /** The offset that is written; of a zone, those that it has at the time. */
    private static List<ZoneOffset> offsets(
            TemporalAccessor read, @Nullable ZoneId where, @Nullable LocalDate date, LocalTime time) {
        if (read.isSupported(ChronoField.OFFSET_SECONDS)) {
            return List.of(ZoneOffset.ofTotalSeconds(read.get(ChronoField.OFFSET_SECONDS)));
        }
        return where == null || date == null
                ? List.of()
                : where.getRules().getValidOffsets(LocalDateTime.of(date, time));
    }

    private static String iso(LocalDate date, String rest) {
        int year = date.getYear();
        if (year > 0 && year <= USUAL_YEARS) {
            return date + rest;
        }
        return String.format(
                Locale.ROOT,
                "%04d-%02d-%02d%s%s",
                year > 0 ? year : 1 - year,
                date.getMonthValue(),
                date.getDayOfMonth(),
                rest,
                year > 0 ? "" : " BC");
    }

    /** Whether it says which offset a time has. */
    boolean hasZone() {
        return sample.query(TemporalQueries.zone()) != null;
    }

    @Override
    public Optional<String> refusal(ColumnShape column) {
        if (!ColumnTypes.isTime(column)) {
            return Optional.of("date: is for date, time and timestamp columns");
        }
        boolean day = sample.query(TemporalQueries.localDate()) != null;
        boolean time = sample.query(TemporalQueries.localTime()) != null;
        boolean timeOnly = ColumnTypes.is(column, ColumnTypes.TIME) || ColumnTypes.is(column, ColumnTypes.TIMETZ);
        if (timeOnly ? !time || day : !day) {
            return Optional.of("the pattern, which writes '" + example + "', gives "
                    + (day ? "a date" : time ? "only a time" : "no whole date or time") + "; expected "
                    + (timeOnly ? "a time alone, such as HH:mm" : "a date, such as dd.MM.yyyy"));
        }
        boolean partOfTime = sample.isSupported(ChronoField.HOUR_OF_AMPM) && !time;
        return partOfTime
                ? Optional.of("the pattern, which writes '" + example + "', gives no whole time; expected HH for the"
                        + " hour, or hh with a")
                : Optional.empty();
    }
}
