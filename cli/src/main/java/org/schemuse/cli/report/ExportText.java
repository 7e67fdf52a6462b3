package org.schemuse.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.schemuse.importer.ExportReport;
import org.schemuse.importer.mud.export.ByteRange;

/** The report of an export as text: what the file contains, and what it does not. */
public final class ExportText {
    private ExportText() {}

    public static String of(ExportReport report, String file) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%s: %,d objects, %,d bytes", file, report.objectCount(), report.bytes()));
        if (report.localChangeCount() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "NOT in the file: %s. It is the world as %s had it, before:",
                    ChangesText.count(report.localChangeCount(), "local change"),
                    report.source()));
            ChangesText.add(report.localChanges(), report.localChangeCount(), lines);
        }
        if (report.vanishedCount() > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "NOT in the file: %s that %s no longer had, and that the update kept in the database.",
                    ChangesText.count(report.vanishedCount(), "row"),
                    report.source()));
        }
        if (report.upToDate()) {
            lines.add(String.format("It is %s again, byte for byte (SHA-256 %s).", report.source(), report.sha256()));
        } else if (!report.identical()) {
            addDifferences(report, file, lines);
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static void addDifferences(ExportReport report, String file, List<String> lines) {
        lines.add("It differs from " + report.source() + ":");
        report.reasons().forEach(difference -> lines.add("  " + difference));
        Long count = report.rangeCount();
        if (count == null) {
            lines.add("To list the bytes that differ, give the dump with --dump.");
            return;
        }
        lines.add("Bytes that differ, in " + report.source() + " and in " + file + ":");
        report.ranges().forEach(range -> lines.add("  " + range(range)));
        if (count > report.ranges().size()) {
            lines.add(String.format(
                    Locale.ROOT, "  ... and %,d more", count - report.ranges().size()));
        }
    }

    private static String range(ByteRange range) {
        return String.format(
                Locale.ROOT,
                "%d-%d  %d-%d  %s%s",
                range.dumpFrom(),
                range.dumpTo(),
                range.writtenFrom(),
                range.writtenTo(),
                range.dbref() == null ? "" : "#" + range.dbref() + ": ",
                range.reason());
    }
}
