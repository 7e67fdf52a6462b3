package org.schemuse.cli.report;

import java.util.Locale;
import java.util.stream.Collectors;
import org.schemuse.importer.table.TableExportReport;
import org.schemuse.importer.table.TableImportReport;
import org.schemuse.importer.table.TableImportReport.Reject;
import org.schemuse.importer.table.Vanished;

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
        text.append(rejects(report));
        text.append(vanished(report));
        text.append(String.format(Locale.ROOT, "Way: %s%n", report.way()));
        report.notes().forEach(note -> text.append(String.format("Note: %s%n", note)));
        if (report.continuedBatches() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "Resumed an import that was interrupted; %s of it had been loaded.%n",
                    counted(report.continuedBatches(), "batch", "batches")));
        }
        text.append("Seconds: ")
                .append(report.stages().entrySet().stream()
                        .map(stage -> String.format(
                                Locale.ROOT, "%s %.1f", stage.getKey(), ImportText.seconds(stage.getValue())))
                        .collect(Collectors.joining(", ")));
        if (!dry) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nThis is import %d. To undo it: schemuse undo %d --schema %s",
                    report.number(),
                    report.number(),
                    report.schema()));
        }
        return text.toString();
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
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "Rows of the table that the file does not have; they were not changed:%n"));
        vanished.firstKeys().forEach(key -> text.append(String.format("  %s%n", key)));
        if (vanished.rowCount() > vanished.firstKeys().size()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  and %,d more%n",
                    vanished.rowCount() - vanished.firstKeys().size()));
        }
        return text.toString();
    }

    private static String rejects(TableImportReport report) {
        StringBuilder text = new StringBuilder();
        if (report.rejected() > 0) {
            text.append(String.format("Rejected:%n"));
            report.rejectsByFault()
                    .forEach((fault, rows) -> text.append(String.format(Locale.ROOT, "  %-20s %,10d%n", fault, rows)));
            report.firstRejects().forEach(reject -> text.append(line(report.source(), reject)));
            if (report.rejected() > report.firstRejects().size()) {
                text.append(String.format(
                        Locale.ROOT,
                        "  and %,d more%n",
                        report.rejected() - report.firstRejects().size()));
            }
        }
        if (report.rejects() != null) {
            text.append(String.format(
                    "Correct the rows in %s, which has the reason after each, and import that file.%n",
                    report.rejects()));
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
