package org.schemuse.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.proof.ChangesetProof;
import org.schemuse.changelog.proof.ChangesetProof.Outcome;
import org.schemuse.changelog.proof.DriftReport;
import org.schemuse.changelog.proof.ProofReport;

/** Reports about proofs and drift as text; as JSON, they are the records themselves. */
public final class ProofText {
    private ProofText() {}

    public static String proofs(List<ProofReport> reports) {
        return reports.stream().map(ProofText::proof).collect(Collectors.joining("\n"));
    }

    /** A line for the user who waits, if a changeset differs. */
    public static Optional<String> remark(ChangesetProof proof) {
        return proof.outcome() == Outcome.VERIFIED || proof.outcome() == Outcome.NOT_TRIED
                ? Optional.empty()
                : Optional.of("  " + proof.id() + ": " + words(proof.outcome()));
    }

    public static String drift(DriftReport report, String where) {
        String place = (report.catalog().equals(report.schema())
                        ? report.catalog()
                        : report.catalog() + " as schema " + report.schema())
                + " in " + where;
        String found = report.drifted()
                ? SchemaText.count(report.differences().size(), "difference")
                        + report.differences().stream()
                                .map(d -> "\n  " + d.line())
                                .collect(Collectors.joining())
                : "no drift, after " + SchemaText.count(report.changesetCount(), "changeset");
        return place + ": " + found + "\nNot compared:"
                + report.notCompared().stream().map(kind -> "\n  " + kind).collect(Collectors.joining());
    }

    private static String proof(ProofReport report) {
        long proved = report.changesets().stream()
                .filter(changeset -> changeset.outcome() == Outcome.VERIFIED)
                .count();
        String head = String.format(
                Locale.ROOT,
                "%s on PostgreSQL %s: %d of %d changesets proved up, down and up again in %.1f s",
                report.catalog(),
                report.serverVersion(),
                proved,
                report.changesets().size(),
                report.took().toMillis() / 1000.0);
        return head
                + report.changesets().stream()
                        .filter(changeset -> changeset.outcome() != Outcome.VERIFIED)
                        .map(ProofText::changeset)
                        .collect(Collectors.joining());
    }

    private static String changeset(ChangesetProof proof) {
        return "\n" + proof.file() + ": changeset " + proof.id() + ": " + words(proof.outcome())
                + (proof.message() == null ? "" : "\n  " + proof.message())
                + lines("  down leaves: ", proof.leftBehind())
                + lines("  up again: ", proof.notMadeAgain());
    }

    private static String lines(String before, List<Difference> differences) {
        return differences.stream().map(d -> "\n" + before + d.line()).collect(Collectors.joining());
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case VERIFIED -> "proved";
            case DIFFERS -> "not the same afterwards";
            case IRREVERSIBLE -> "has no rollback";
            case FAILED -> "failed";
            case NOT_TRIED -> "not tried";
        };
    }
}
