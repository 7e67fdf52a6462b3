package org.schemuse.cli.report;

import java.util.List;
import java.util.Locale;
import org.schemuse.changelog.lint.report.Finding;
import org.schemuse.changelog.lint.report.LintReport;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;

/** What people read of lint. */
public final class LintText {
    private LintText() {}

    /** A line a finding, in the form that editors and terminals know how to open. */
    public static String report(LintReport report) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : report.findings()) {
            text.append(finding.file())
                    .append(':')
                    .append(finding.line())
                    .append(':')
                    .append(finding.column());
            text.append(": ").append(finding.severity().word());
            text.append(": ")
                    .append(finding.rule())
                    .append(": ")
                    .append(finding.text())
                    .append('\n');
        }
        text.append(String.format(
                Locale.ROOT,
                "%,d changesets, %,d statements: %,d errors, %,d warnings, %,d notes; %,d ignored for a reason",
                report.changesets(),
                report.statements(),
                report.count(Severity.ERROR),
                report.count(Severity.WARNING),
                report.count(Severity.INFO),
                report.suppressed()));
        if (!report.findings().isEmpty()) {
            text.append("\nWhat a rule means, and what to do instead: schemuse lint explain ");
            text.append(report.findings().get(0).rule());
        }
        return text.toString();
    }

    public static String rules(List<RuleNote> rules) {
        StringBuilder text = new StringBuilder();
        String topic = "";
        for (RuleNote rule : rules) {
            if (!rule.topic().equals(topic)) {
                topic = rule.topic();
                text.append(topic).append('\n');
            }
            text.append(String.format(
                    Locale.ROOT,
                    "  %-32s %-8s %s%n",
                    rule.name(),
                    rule.severity().word(),
                    rule.summary()));
        }
        return text.append(rules.size()).append(" rules").toString();
    }
}
