package org.schemuse.changelog.lint.report;

import java.util.List;

/**
 * What a lint run looked at and found.
 *
 * @param findings in the order of the files and the places in them
 * @param suppressed how many findings a {@code lint:ignore} with a reason took away
 */
public record LintReport(int changesets, int statements, List<Finding> findings, int suppressed) {
    public LintReport {
        findings = List.copyOf(findings);
    }

    /** The reports of several runs as one. */
    public static LintReport of(List<LintReport> runs) {
        return new LintReport(
                runs.stream().mapToInt(LintReport::changesets).sum(),
                runs.stream().mapToInt(LintReport::statements).sum(),
                runs.stream().flatMap(run -> run.findings().stream()).toList(),
                runs.stream().mapToInt(LintReport::suppressed).sum());
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
