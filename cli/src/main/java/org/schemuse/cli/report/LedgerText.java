package org.schemuse.cli.report;

import java.util.List;
import java.util.stream.Collectors;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.proof.BaselineReport;
import org.schemuse.changelog.schema.RepairReport;
import org.schemuse.changelog.schema.ValidationReport;

/** Reports about a ledger and its maintenance as text; as JSON, they are the records themselves. */
public final class LedgerText {
    private LedgerText() {}

    public static String validation(ValidationReport report) {
        String what = report.catalog() + (report.schema() == null ? "" : " in schema " + report.schema());
        if (report.findings().isEmpty()) {
            return what + ": " + report.changesetCount() + " changesets, nothing wrong";
        }
        return report.findings().stream()
                .map(finding -> finding.file() + ": changeset " + finding.changeset() + " " + finding.message())
                .collect(Collectors.joining("\n"));
    }

    public static String repair(RepairReport report) {
        if (report.changed().isEmpty()) {
            return report.catalog() + " in schema " + report.schema() + ": every checksum is that of its changeset";
        }
        String lines = report.changed().stream()
                .map(row -> row.file() + ": changeset " + row.id() + ": checksum " + row.appliedChecksum()
                        + (report.repaired() ? " replaced by " : " is now ") + row.currentChecksum())
                .collect(Collectors.joining("\n"));
        return lines + (report.repaired() ? "\nSee with drift whether the schema is what the new text makes." : "");
    }

    public static String baseline(BaselineReport report) {
        String what = report.changesetIds().size() + " changesets of " + report.catalog();
        String differences = lines(report.differences());
        if (!report.adopted()) {
            return "Schema " + report.schema() + " is not what " + what + " make, nothing was marked:" + differences;
        }
        return what + " are marked as applied in schema " + report.schema()
                + (differences.isEmpty() ? "" : ", which differs:" + differences);
    }

    private static String lines(List<Difference> differences) {
        return differences.stream().map(d -> "\n  " + d.line()).collect(Collectors.joining());
    }
}
