package org.schemuse.importer.table.proposal;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.mapping.TextReading;
import org.schemuse.importer.table.shape.ColumnShape;

/** Numbers, dates and times in the forms that people use, as an import with a mapping reads them. */
final class WrittenForm extends Transformation {
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

    private static final List<String> TIMES = List.of("HH:mm:ss", "HH:mm");

    private static final List<String> CLOCKS = List.of("H:mm", "H:mm:ss", "HH.mm", "HHmm");

    /** Without a sign between thousands before those with another one. */
    private static final List<String> NUMBERS = List.of("1,234.56", "1234,56", "1.234,56", "1 234,56", "1'234.56");

    private final TextReading reading;
    private final boolean moment;

    private WrittenForm(String key, String value, TextReading reading, boolean moment) {
        super(key, value);
        this.reading = reading;
        this.moment = moment;
    }

    private static WrittenForm date(String pattern, ColumnShape column, boolean moment) {
        return new WrittenForm(
                "date", pattern, TextReading.dates(pattern, moment ? ZoneOffset.UTC : null, column), moment);
    }

    /** Of numbers. */
    static List<Transformation> numbers(ColumnShape column) {
        return NUMBERS.stream()
                .<Transformation>map(
                        example -> new WrittenForm("number", example, TextReading.numbers(example, column), false))
                .toList();
    }

    /** Of dates. */
    static List<Transformation> dates(ColumnShape column) {
        return all(DATES.stream(), column, false);
    }

    /** Of times of day. */
    static List<Transformation> clocks(ColumnShape column) {
        return all(CLOCKS.stream(), column, false);
    }

    /** Of dates with a time of day. */
    static List<Transformation> timestamps(ColumnShape column) {
        return all(patterns(), column, false);
    }

    /** The same for a column whose values need a zone. */
    static List<Transformation> moments(ColumnShape column) {
        List<Transformation> all = new ArrayList<>(List.of(new WithoutZone()));
        all.addAll(all(patterns(), column, true));
        return all;
    }

    private static Stream<String> patterns() {
        return Stream.concat(
                DATES.stream().flatMap(date -> TIMES.stream().map(time -> date + " " + time)), DATES.stream());
    }

    private static List<Transformation> all(Stream<String> patterns, ColumnShape column, boolean moment) {
        return patterns.<Transformation>map(pattern -> date(pattern, column, moment))
                .toList();
    }

    @Override
    @Nullable
    String apply(String text) {
        return reading.read(text);
    }

    @Override
    boolean needsZone() {
        return moment;
    }

    /** As the server writes them, but without a zone. */
    private static final class WithoutZone extends Transformation {
        WithoutZone() {
            super("", "");
        }

        @Override
        String apply(String text) {
            return text + "Z";
        }

        @Override
        boolean needsZone() {
            return true;
        }
    }
}
