package org.schemuse.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.schemuse.importer.VerificationReport;

/** The report of a verification as text: one line per difference. */
public final class VerificationText {
    private VerificationText() {}

    public static String of(VerificationReport report) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s in schema %s, import %s: %,d objects and %,d messages compared in %.1f s%n",
                report.source(),
                report.schema(),
                report.run(),
                report.objectCount(),
                report.mailCount(),
                ImportText.seconds(report.took())));
        report.rowDifferences().forEach(found -> text.append("  ").append(found).append(System.lineSeparator()));
        if (report.rowDifferenceCount() > report.rowDifferences().size()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  ... and %,d more%n",
                    report.rowDifferenceCount() - report.rowDifferences().size()));
        }
        text.append(
                report.verified()
                        ? "Nothing differs: " + evidence(report)
                        : String.format(
                                Locale.ROOT, "%,d differences: %s", report.rowDifferenceCount(), evidence(report)));
        report.notes()
                .forEach(
                        note -> text.append(System.lineSeparator()).append("  ").append(note));
        List<String> lines = new ArrayList<>();
        if (report.localChangeCount() > 0) {
            lines.add("Not wrong, changed locally since the import: "
                    + ChangesText.count(report.localChangeCount(), "change"));
            ChangesText.add(report.localChanges(), report.localChangeCount(), lines);
        }
        if (report.vanishedCount() > 0) {
            lines.add("Not wrong, no longer in the dump and kept by the update: "
                    + ChangesText.count(report.vanishedCount(), "row"));
            ChangesText.add(report.vanished(), report.vanishedCount(), lines);
        }
        lines.forEach(line -> text.append(System.lineSeparator()).append(line));
        return text.toString();
    }

    private static String evidence(VerificationReport report) {
        return switch (report.evidence()) {
            case DUMP -> "every object was held against its record in the dump.";
            case EXPORT -> "an export is the dump again, byte for byte (SHA-256 " + report.sha256() + ").";
            case NONE ->
                "contents could not be held against anything, because an export differs for the reasons below;"
                        + " give the dump with --dump.";
        };
    }
}
