package org.schemuse.changelog.lint.report;

import java.util.List;

/**
 * What a lint run looked at and found.
 *
 * @param findings in the order of the files and the places in them
 * @param suppressedCount how many findings a {@code lint:ignore} with a reason took away
 */
public record LintReport(int changesetCount, int statementCount, List<LintFinding> findings, int suppressedCount) {
    public LintReport {
        findings = List.copyOf(findings);
    }

    /** The reports of several runs as one. */
    public static LintReport of(List<LintReport> runs) {
        return new LintReport(
                runs.stream().mapToInt(LintReport::changesetCount).sum(),
                runs.stream().mapToInt(LintReport::statementCount).sum(),
                runs.stream().flatMap(run -> run.findings().stream()).toList(),
                runs.stream().mapToInt(LintReport::suppressedCount).sum());
    }

    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /** Whether there is a finding of this severity or a worse one. */
    public boolean has(Severity severity) {
        return findings.stream().anyMatch(finding -> finding.severity().atLeast(severity));
    }
}
