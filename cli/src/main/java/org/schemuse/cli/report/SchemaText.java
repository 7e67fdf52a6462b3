package org.schemuse.cli.report;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.liquibase.PassedOver;
import org.schemuse.changelog.schema.AppliedChangeset;
import org.schemuse.changelog.schema.MigrationReport;
import org.schemuse.changelog.schema.RollbackReport;
import org.schemuse.changelog.schema.SchemaStatus;
import org.schemuse.changelog.schema.UnfinishedImport;

/** Reports about catalogs and schemas as text; as JSON, they are the records themselves. */
public final class SchemaText {
    /** The kinds of deferred objects, in the words of the reports. */
    private static final Map<String, String> KINDS = Map.of(
            "constraint", "constraint",
            "index", "index definition",
            "trigger", "trigger",
            "force_row_security", "switch of forced row security");

    private SchemaText() {}

    public static String catalogs(List<Catalog> catalogs) {
        int width = catalogs.stream().mapToInt(c -> c.name().length()).max().orElse(0);
        return catalogs.stream()
                .map(c -> String.format(
                        Locale.ROOT,
                        "%-" + width + "s  %s (%s)",
                        c.name(),
                        c.title(),
                        count(c.changesets().size(), "changeset")))
                .collect(Collectors.joining("\n"));
    }

    public static String migration(MigrationReport report, String where) {
        if (report.sql() != null) {
            return report.sql();
        }
        String place = place(report.catalog(), report.schema()) + " in " + where;
        String left = report.pendingIds().isEmpty()
                ? ""
                : "\n" + count(report.pendingIds().size(), "changeset") + " still pending";
        String passed = report.passedOver().stream().map(SchemaText::passedOver).collect(Collectors.joining());
        if (report.appliedIds().isEmpty()) {
            return place + ": nothing to do" + (left.isEmpty() ? ", everything is installed" : left) + passed;
        }
        return place + ": " + count(report.appliedIds().size(), "changeset") + " applied in " + time(report.took())
                + left + passed;
    }

    private static String passedOver(PassedOver changeset) {
        String what = switch (changeset.kind()) {
            case FAILED -> "failed, and stays pending";
            case SKIPPED -> "skipped by its preconditions, and stays pending";
            case MARKED -> "not run because of its preconditions, and entered into the ledger as applied";
        };
        return "\n  " + changeset.file() + ": changeset " + changeset.id() + " " + what + ": " + changeset.reason();
    }

    public static String rollback(RollbackReport report, String where) {
        if (report.sql() != null) {
            return report.sql();
        }
        if (report.outcome() == RollbackReport.Outcome.NOTHING_TO_ROLL_BACK) {
            return place(report.catalog(), report.schema()) + " in " + where + ": nothing to roll back, "
                    + report.stillAppliedIds().size() + " still applied";
        }
        return place(report.catalog(), report.schema()) + " in " + where + ": "
                + count(report.rolledBackIds().size(), "changeset") + " rolled back in " + time(report.took()) + ", "
                + report.stillAppliedIds().size() + " still applied" + rows(report.rowsDropped());
    }

    /** Asks whether a rollback is to go ahead; {@code plan} comes from a dry run. */
    public static String question(RollbackReport plan, String where) {
        return "Roll back " + count(plan.rolledBackIds().size(), "changeset") + " of "
                + place(plan.catalog(), plan.schema()) + " in " + where + rows(plan.rowsDropped()) + steps(plan) + "?";
    }

    /**
     * The status of a schema.
     *
     * @param where null if there is no database to look into
     * @param migration the command that installs it
     */
    public static String status(SchemaStatus status, @Nullable String where, String migration) {
        String place = place(status.catalog(), status.schema());
        if (where == null) {
            return place + ": not installed; no PostgreSQL was set up in this folder or named by --url or PGHOST"
                    + "\nBegin with: " + migration;
        }
        String server =
                where + " (PostgreSQL " + status.serverVersion() + (status.standby() ? ", a hot standby)" : ")");
        if (!status.exists()) {
            return place + ": not installed in " + server + "\nInstall it with: " + migration
                    + (status.standby() ? ", connected to the primary of this hot standby" : "");
        }
        StringBuilder text = new StringBuilder(place + " in " + server + ": "
                + status.applied().size() + " of "
                + count(
                        status.applied().size()
                                - status.unknownIds().size()
                                + status.pending().size(),
                        "changeset") + " applied");
        status.pending()
                .forEach(c -> text.append("\n  pending  ").append(c.id()).append(contexts(c)));
        status.leftOut()
                .forEach(c -> text.append("\n  left out ").append(c.id()).append(contexts(c)));
        status.changed()
                .forEach(c -> text.append("\n  changed  ")
                        .append(c.id())
                        .append(" (")
                        .append(c.file())
                        .append(", after it was applied)"));
        status.unknownIds()
                .forEach(id -> text.append("\n  unknown  ")
                        .append(id)
                        .append(" (applied, but not in this Schemuse's catalog)"));
        if (status.standby() && !status.pending().isEmpty()) {
            text.append("\nA hot standby only reads: migrate its primary.");
        }
        for (UnfinishedImport run : status.unfinishedImports()) {
            text.append("\n  unfinished import  ").append(unfinished(run));
        }
        return text.toString();
    }

    private static String contexts(Changeset changeset) {
        return changeset.contexts().isEmpty() ? "" : "  contexts: " + changeset.contexts();
    }

    private static String unfinished(UnfinishedImport run) {
        String missing = run.deferredObjects().entrySet().stream()
                .map(kind -> count(kind.getValue(), KINDS.getOrDefault(kind.getKey(), kind.getKey())))
                .collect(Collectors.joining(", "));
        String closed = run.ofRows() ? "its table" : "the schema";
        return run.source() + " since " + run.startedAt().truncatedTo(ChronoUnit.SECONDS)
                + (run.underWay() ? ", under way" : ", interrupted")
                + (run.closed() ? "; " + closed + " is closed to other sessions until it is finished or undone" : "")
                + (missing.isEmpty() ? "" : "\n    not restored yet: " + missing)
                + (run.underWay() ? "" : "\n    " + String.join("\n    ", run.remedies()));
    }

    public static String history(List<AppliedChangeset> history, String schema) {
        if (history.isEmpty()) {
            return "Nothing was applied to schema " + schema + ".";
        }
        Columns columns = new Columns("order", "applied at", "changeset", "tag");
        history.forEach(c -> columns.add(
                c.order(), c.appliedAt().truncatedTo(ChronoUnit.SECONDS), c.id(), c.tag() == null ? "" : c.tag()));
        return columns.toString();
    }

    private static String place(String catalog, String schema) {
        return catalog.equals(schema) ? catalog : catalog + " as schema " + schema;
    }

    /** The changesets that take rows with them, each with its tables, in lines of their own. */
    private static String steps(RollbackReport plan) {
        return plan.steps().stream()
                .filter(step -> !step.rowsDropped().isEmpty())
                .map(step -> "\n  " + step.id() + ": "
                        + new TreeMap<>(step.rowsDropped())
                                .entrySet().stream()
                                        .map(table -> count(table.getValue(), "row") + " of " + table.getKey())
                                        .collect(Collectors.joining(", ")))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(), lines -> lines.isEmpty() ? "" : ":" + lines + "\nGo on"));
    }

    private static String rows(Map<String, Long> dropped) {
        long rows = dropped.values().stream().mapToLong(Long::longValue).sum();
        long tables = dropped.values().stream().filter(n -> n > 0).count();
        return rows == 0 ? "" : ", with " + count(rows, "row") + " of " + count(tables, "table");
    }

    static String count(long n, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
    }

    private static String time(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
