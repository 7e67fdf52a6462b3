package org.schemuse.cli.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.FolderImportReport;
import org.schemuse.importer.table.TableExportReport;
import org.schemuse.importer.table.TableImportReport;
import org.schemuse.importer.table.TableImportReport.Reject;
import org.schemuse.importer.table.Vanished;
import org.schemuse.importer.table.fault.RowFault;

/** Reports about imports into tables as text; as JSON, they are the records themselves. */
public final class TableText {
    private TableText() {}

    public static String report(TableImportReport report, String where) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s into table %s.%s of %s: %s read, %s%n",
                report.source(),
                report.schema(),
                report.table(),
                where,
                counted(report.read(), "row"),
                counted(report.bytes(), "byte")));
        boolean dry = report.run() == null;
        count(text, dry ? "to be inserted" : "inserted", report.inserted());
        count(text, dry ? "to be updated" : "updated", report.updated());
        count(text, "unchanged", report.unchanged());
        count(text, "skipped", report.skipped());
        count(text, "rejected", report.rejected());
        if (report.notInFile() != null) {
            count(text, "not in the file", report.notInFile().rowCount());
        }
        text.append(rejects(
                report.source(), report.rejected(), report.rejectsByFault(), report.firstRejects(), report.rejects()));
        text.append(vanished(report));
        text.append(String.format(Locale.ROOT, "Way: %s%n", report.way()));
        report.notes().forEach(note -> text.append(String.format("Note: %s%n", note)));
        text.append(resumed(report.continuedBatches())).append(seconds(report.stages()));
        return text.append(dry ? "" : undo(report.number(), report.schema())).toString();
    }

    /** An import of the files of a folder. */
    public static String folder(FolderImportReport report, String where) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s into schema %s of %s: %s, %s read, %s%n",
                report.source(),
                report.schema(),
                where,
                counted(report.files().size(), "file"),
                counted(report.read(), "row"),
                counted(report.bytes(), "byte")));
        boolean dry = report.run() == null;
        Columns columns = new Columns(
                "table",
                "read",
                dry ? "to insert" : "inserted",
                dry ? "to update" : "updated",
                "unchanged",
                "skipped",
                "rejected");
        report.files()
                .forEach(file -> columns.add(
                        file.table(),
                        file.read(),
                        file.inserted(),
                        file.updated(),
                        file.unchanged(),
                        file.skipped(),
                        file.rejected()));
        columns.add(
                "all",
                report.read(),
                report.inserted(),
                report.updated(),
                report.unchanged(),
                report.skipped(),
                report.rejected());
        text.append(columns).append(System.lineSeparator());
        report.files()
                .forEach(file -> text.append(rejects(
                        file.source(), file.rejected(), file.rejectsByFault(), file.firstRejects(), file.rejects())));
        report.files().forEach(file -> text.append(String.format("Way of %s: %s%n", file.table(), file.way())));
        report.notes().forEach(note -> text.append(String.format("Note: %s%n", note)));
        report.files()
                .forEach(file -> file.notes()
                        .forEach(note -> text.append(String.format("Note on %s: %s%n", file.table(), note))));
        text.append(resumed(report.continuedBatches())).append(seconds(report.stages()));
        return text.append(dry ? "" : undo(report.number(), report.schema())).toString();
    }

    private static String resumed(int batches) {
        return batches == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Resumed an import that was interrupted; %s of it had been loaded.%n",
                        counted(batches, "batch", "batches"));
    }

    private static String seconds(Map<String, Duration> stages) {
        return "Seconds: "
                + stages.entrySet().stream()
                        .map(stage -> String.format(
                                Locale.ROOT, "%s %.1f", stage.getKey(), ImportText.seconds(stage.getValue())))
                        .collect(Collectors.joining(", "));
    }

    private static String undo(int number, String schema) {
        return String.format(
                Locale.ROOT, "%nThis is import %d. To undo it: schemuse undo %d --schema %s", number, number, schema);
    }

    public static String export(TableExportReport report, String file) {
        return String.format(
                Locale.ROOT,
                "%s: %,d rows of table %s.%s; %,d bytes",
                file,
                report.rowCount(),
                report.schema(),
                report.table(),
                report.bytes());
    }

    private static String counted(long n, String one) {
        return counted(n, one, one + "s");
    }

    private static String counted(long n, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", n, n == 1 ? one : many);
    }

    private static void count(StringBuilder text, String what, long rows) {
        text.append(String.format(Locale.ROOT, "  %-16s %,14d%n", what, rows));
    }

    private static String vanished(TableImportReport report) {
        Vanished vanished = report.notInFile();
        if (vanished == null || vanished.rowCount() == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder(String.format(
                "Rows of the table that the file does not have%s; they were not changed:%n",
                report.rejected() > 0 ? ", or has in a rejected row" : ""));
        vanished.firstKeys().forEach(key -> text.append(String.format("  %s%n", key)));
        if (vanished.rowCount() > vanished.firstKeys().size()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  and %,d more%n",
                    vanished.rowCount() - vanished.firstKeys().size()));
        }
        return text.toString();
    }

    private static String rejects(
            String source, long rejected, Map<String, Long> byFault, List<Reject> first, @Nullable String rejects) {
        StringBuilder text = new StringBuilder();
        if (rejected > 0) {
            text.append(String.format("Rejected:%n"));
            byFault.forEach((fault, rows) -> text.append(String.format(
                    Locale.ROOT,
                    "  %-20s %,10d   %s%n",
                    fault,
                    rows,
                    RowFault.valueOf(fault).remedy())));
            first.forEach(reject -> text.append(line(source, reject)));
            if (rejected > first.size()) {
                text.append(String.format(Locale.ROOT, "  and %,d more%n", rejected - first.size()));
            }
        }
        if (rejects != null) {
            text.append(String.format(
                    "Correct the rows in %s, which has the reason after each, and import that file.%n", rejects));
        }
        return text.toString();
    }

    private static String line(String source, Reject reject) {
        return String.format(
                Locale.ROOT,
                "  %s:%d: row %d%s: expected %s%s [%s]%n",
                source,
                reject.line(),
                reject.row(),
                reject.column() == null ? "" : ", " + reject.column(),
                reject.expected(),
                reject.value() == null ? "" : ", found " + reject.value(),
                reject.code());
    }
}
