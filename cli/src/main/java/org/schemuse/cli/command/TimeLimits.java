package org.schemuse.cli.command;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long a change of a schema waits for locks, and how long its statements run. */
final class TimeLimits {
    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = Reader.class,
            description =
                    "Give up when a lock is not had within this time; 0 waits for ever. Default: ${DEFAULT-VALUE}.")
    private Duration lock;

    @Option(
            names = "--statement-timeout",
            paramLabel = "TIME",
            defaultValue = "0",
            converter = Reader.class,
            description = "Give up when one statement takes longer; 0 is no limit. Default: ${DEFAULT-VALUE}.")
    private Duration statement;

    @Option(
            names = "--ledger-timeout",
            paramLabel = "TIME",
            defaultValue = "5min",
            converter = Reader.class,
            description = "Give up when Liquibase holds its lock on the ledger for longer; 0 waits for ever."
                    + " Default: ${DEFAULT-VALUE}.")
    private Duration ledger;

    /** How long to wait for Liquibase. */
    Duration ledger() {
        return ledger;
    }

    Duration lock() {
        return lock;
    }

    Duration statement() {
        return statement;
    }

    /** Reads times as PostgreSQL's own settings are written: {@code 500ms}, {@code 5s}, {@code 2min}, {@code 1h}. */
    static final class Reader implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|min|h)|0");

        private static final Map<String, ChronoUnit> UNITS = Map.of(
                "ms", ChronoUnit.MILLIS,
                "s", ChronoUnit.SECONDS,
                "min", ChronoUnit.MINUTES,
                "h", ChronoUnit.HOURS);

        @Override
        public Duration convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException("expected a time such as 500ms, 5s, 2min or 0, found '" + text + "'");
            }
            return form.group(1) == null
                    ? Duration.ZERO
                    : Duration.of(Long.parseLong(form.group(1)), UNITS.get(form.group(2)));
        }
    }
}
