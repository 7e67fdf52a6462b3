package org.schemuse.cli.report;

import java.util.List;
import java.util.Locale;
import org.schemuse.changelog.lint.report.LintFinding;
import org.schemuse.changelog.lint.report.LintReport;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;

/** The report of lint as text. */
public final class LintText {
    /** Characters of a source line, so that the excerpt fits a terminal of 80 columns. */
    private static final int SHOWN = 70;

    private LintText() {}

    /**
     * Each finding: a line in the form that editors and terminals can open, the line of the source with a caret, and what
     * to write instead.
     *
     * @param colour whether the text is for a terminal that shows colours
     */
    public static String report(LintReport report, boolean colour) {
        StringBuilder text = new StringBuilder();
        for (LintFinding finding : report.findings()) {
            text.append(colour ? coloured(finding) : headline(finding)).append('\n');
            text.append(excerpt(finding));
            text.append("  help: ").append(finding.help()).append('\n');
        }
        text.append(String.join(
                ", ",
                count(report.changesetCount(), "changeset"),
                count(report.statementCount(), "statement") + ": " + count(report.count(Severity.ERROR), "error"),
                count(report.count(Severity.WARNING), "warning"),
                count(report.count(Severity.INFO), "note") + "; " + report.suppressedCount() + " suppressed"));
        if (!report.findings().isEmpty()) {
            text.append("\nMore about a rule: schemuse lint explain ")
                    .append(report.findings().get(0).rule());
        }
        return text.toString();
    }

    private static String place(LintFinding finding) {
        return finding.file() + ":" + finding.line() + ":" + finding.column();
    }

    private static String headline(LintFinding finding) {
        return place(finding) + ": " + finding.severity().word() + ": " + finding.rule() + ": " + finding.text();
    }

    private static String coloured(LintFinding finding) {
        String colour = switch (finding.severity()) {
            case ERROR -> "31";
            case WARNING -> "33";
            case INFO -> "36";
        };
        return "\033[1m" + place(finding) + ":\033[0m \033[1;" + colour + "m"
                + finding.severity().word() + ": " + finding.rule() + ":\033[0m " + finding.text();
    }

    /** A long line is shortened from both sides, so that the caret stays in sight. */
    private static String excerpt(LintFinding finding) {
        String line = finding.sourceLine().replace('\t', ' ');
        int column = Math.min(finding.column() - 1, line.length());
        int from = Math.max(0, column - SHOWN / 2);
        String shown = line.substring(from, Math.min(line.length(), from + SHOWN));
        if (shown.isBlank()) {
            return "";
        }
        String number = Integer.toString(finding.line());
        String margin = " ".repeat(number.length());
        return "  " + number + " | " + shown + "\n  " + margin + " | " + " ".repeat(column - from) + "^\n";
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
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
