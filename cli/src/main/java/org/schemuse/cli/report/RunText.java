package org.schemuse.cli.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.schemuse.importer.ImportReport;
import org.schemuse.importer.UndoReport;
import org.schemuse.importer.UpdateReport;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.mud.update.VanishedPlayers;

/** Reports about earlier imports as text. */
public final class RunText {
    private static final int MOST_NAMED = 100;

    private RunText() {}

    public static String runs(List<ImportRun> runs, String schema) {
        if (runs.isEmpty()) {
            return "Nothing was imported into schema " + schema + ".";
        }
        Columns columns = new Columns(
                "number",
                "id",
                "started at",
                "state",
                "dump",
                "objects",
                "rows",
                "findings",
                "seconds",
                "objects/s",
                "MB/s",
                "remarks");
        runs.forEach(run -> columns.add(
                run.number(),
                run.id(),
                run.startedAt().truncatedTo(ChronoUnit.SECONDS),
                run.state().word(),
                run.source(),
                run.objectCount(),
                run.rowCount(),
                run.findingCount(),
                speed(run, "%.1f", speed -> ImportText.seconds(speed.took())),
                speed(run, "%,.0f", ImportRun.Speed::objectsPerSecond),
                speed(run, "%.1f", ImportRun.Speed::megabytesPerSecond),
                remarks(run)));
        return columns.toString();
    }

    private static String speed(ImportRun run, String format, ToDoubleFunction<ImportRun.Speed> value) {
        return run.speed() == null ? "" : String.format(Locale.ROOT, format, value.applyAsDouble(run.speed()));
    }

    private static String remarks(ImportRun run) {
        List<String> remarks = new ArrayList<>();
        if (run.continuedBatches() > 0) {
            remarks.add(String.format(Locale.ROOT, "resumed after batch %,d", run.continuedBatches()));
        }
        if (run.updates() != null) {
            remarks.add("updates import " + run.updates());
        }
        if (run.earlierUpdateCount() > 0) {
            remarks.add(String.format(Locale.ROOT, "%,d updates before it no longer listed", run.earlierUpdateCount()));
        }
        if (run.message() != null) {
            remarks.add(run.message());
        }
        return String.join("; ", remarks);
    }

    /** Asks whether an import is to be undone. */
    public static String question(ImportRun run, boolean discardLaterChanges, String where) {
        String what = run.updates() == null
                ? String.format(
                        Locale.ROOT,
                        "deletes the rows it loaded (%,d objects), and those of its updates",
                        run.objectCount())
                : "restores the rows it changed, and deletes those it added";
        return "Undoing " + run.called() + " in " + where + " " + what
                + (discardLaterChanges ? "; changes that were made since are lost" : "") + ". Go ahead?";
    }

    public static String undo(UndoReport report, String where) {
        String what = "Undid import " + report.number() + " of " + report.source() + " from schema " + report.schema()
                + " of " + where;
        long rows = report.rows().values().stream().mapToLong(Long::longValue).sum();
        if (report.rows().isEmpty()) {
            return what
                    + "; it was unfinished, and the indexes, keys and triggers that it had dropped or disabled are restored.";
        }
        return String.format(
                        Locale.ROOT,
                        "%s: %,d %s in %.1f s",
                        what,
                        rows,
                        rows == 1 ? "row" : "rows",
                        ImportText.seconds(report.took()))
                + lines(report.rows())
                + (report.discarded().isEmpty()
                        ? ""
                        : System.lineSeparator() + "Also deleted, because they referred to these rows:"
                                + lines(report.discarded()));
    }

    /** The findings of the dump itself are those of an inspection. */
    public static String update(UpdateReport report, String where) {
        if (report.outcome() == ImportReport.Outcome.ALREADY_IMPORTED) {
            return "Schema " + report.schema() + " of " + where + " stands at "
                    + report.inspection().source() + " already; nothing was changed.";
        }
        StringBuilder text = new StringBuilder(ImportText.inspection(report.inspection()));
        text.append(String.format(
                Locale.ROOT,
                "%n%nBrought schema %s of %s up to %s in %.1f s%n  %-24s %12s %12s %12s %12s %12s %12s",
                report.schema(),
                where,
                report.inspection().source(),
                ImportText.seconds(report.took()),
                "",
                "unchanged",
                "changed",
                "new",
                "gone",
                "of it removed",
                "conflicts"));
        report.changes()
                .forEach((table, rows) -> text.append(String.format(
                        Locale.ROOT,
                        "%n  %-24s %,12d %,12d %,12d %,12d %,12d %,12d",
                        table,
                        rows.unchangedCount(),
                        rows.changedCount(),
                        rows.addedCount(),
                        rows.vanishedCount(),
                        rows.removedCount(),
                        rows.conflictCount())));
        if (!report.conflicts().isEmpty()) {
            text.append(String.format("%nChanged here and in the dump:"));
            report.conflicts().forEach(conflict -> text.append(String.format("%n  %s", conflict)));
        }
        List<String> lines = new ArrayList<>();
        addPlayers(report.vanishedPlayers(), VanishedPlayers.State.LOCKED, "locked by this update", lines);
        addPlayers(report.vanishedPlayers(), VanishedPlayers.State.LOCKED_BEFORE, "locked by an earlier update", lines);
        addPlayers(report.vanishedPlayers(), VanishedPlayers.State.KEPT, "kept as they were", lines);
        if (report.rowChangeCount() > 0) {
            lines.add("Changed: " + ChangesText.count(report.rowChangeCount(), "line"));
            ChangesText.add(report.rowChanges(), report.rowChangeCount(), lines);
        }
        lines.forEach(line -> text.append(System.lineSeparator()).append(line));
        return text.toString();
    }

    private static void addPlayers(
            List<VanishedPlayers.Account> accounts, VanishedPlayers.State state, String what, List<String> lines) {
        List<String> names = accounts.stream()
                .filter(account -> account.state() == state)
                .map(VanishedPlayers.Account::username)
                .toList();
        if (!names.isEmpty()) {
            lines.add("Players who are no longer in the dump, " + what + ": " + names.size());
            names.stream().limit(MOST_NAMED).forEach(name -> lines.add("  " + name));
            if (names.size() > MOST_NAMED) {
                lines.add("  ... and " + (names.size() - MOST_NAMED) + " more; --json lists all of them");
            }
        }
    }

    private static String lines(Map<String, Long> rows) {
        return rows.entrySet().stream()
                .filter(table -> table.getValue() > 0)
                .map(table -> String.format(Locale.ROOT, "%n  %-24s %,12d", table.getKey(), table.getValue()))
                .collect(Collectors.joining());
    }
}
