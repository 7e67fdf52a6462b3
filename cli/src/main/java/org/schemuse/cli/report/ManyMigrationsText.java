package org.schemuse.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The report of many schemas as text: one line per schema, and one for all. */
public final class ManyMigrationsText {
    private ManyMigrationsText() {}

    /** In a dry run: nothing but the SQL, and what failed as comments. */
    public static String of(ManyMigrations report, String where) {
        boolean sql = report.schemas().stream()
                .anyMatch(outcome -> !outcome.isFailure()
                        && Objects.requireNonNull(outcome.report()).sql() != null);
        String comment = sql ? "-- " : "";
        List<String> lines = new ArrayList<>();
        for (SchemaOutcome outcome : report.schemas()) {
            lines.add(
                    outcome.isFailure()
                            ? comment + outcome.schema() + ": FAILED: " + outcome.message()
                            : SchemaText.migration(Objects.requireNonNull(outcome.report()), where));
        }
        report.notTried().forEach(schema -> lines.add(comment + schema + ": not tried"));
        lines.add(comment + summary(report));
        return String.join("\n", lines);
    }

    private static String summary(ManyMigrations report) {
        long failed = report.schemas().stream().filter(SchemaOutcome::isFailure).count();
        return String.format(
                Locale.ROOT,
                "%d of %d schemas done, %d failed, %d not tried; %.1f s, %d worker%s",
                report.schemas().size() - failed,
                report.schemas().size() + report.notTried().size(),
                failed,
                report.notTried().size(),
                report.took().toMillis() / 1000.0,
                report.workers(),
                report.workers() == 1 ? "" : "s");
    }
}
