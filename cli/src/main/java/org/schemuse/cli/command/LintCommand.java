package org.schemuse.cli.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.lint.Lint;
import org.schemuse.changelog.lint.report.LintReport;
import org.schemuse.changelog.lint.report.Sarif;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.cli.report.BuildInfo;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.LintText;
import org.schemuse.cli.report.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "lint",
        description = "Reports locks, data loss, breaking changes and security problems in changesets, without running "
                + "them.",
        footer = {
            "",
            "Exit code 1 if there is a finding of the severity of --fail-on or a worse one.",
            "",
            "Examples:",
            "  schemuse lint                       # every catalog",
            "  schemuse lint db/changelog.xml      # a changelog and what it includes",
            "  schemuse lint db/migrations         # a folder, by file name",
            "  schemuse lint 001.sql 002.sql       # plain SQL, in this order",
            "  schemuse lint vibemuse --live       # pending changesets, real table sizes",
            "  schemuse lint explain change-type   # the page of a rule"
        })
public final class LintCommand implements Callable<Integer> {
    /** What a finding must be at least to make the run fail. */
    enum FailOn {
        error,
        warning,
        none
    }

    /** How the report is written. */
    enum Format {
        text,
        json,
        sarif
    }

    private final GlobalOptions options;

    @Mixin
    private LintInput input;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "error",
            description = "error, warning or none. Default: ${DEFAULT-VALUE}.")
    private FailOn failOn;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json or sarif (2.1.0). Default: text, and json with --json.")
    private @Nullable Format format;

    public LintCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        LintReport report = input.report(options);
        if (format == Format.sarif) {
            options.output()
                    .document(Sarif.of(report, Lint.rules(), BuildInfo.read().version()));
        } else if (format == Format.json) {
            options.output().document(report);
        } else {
            options.output().result(report, () -> LintText.report(report, Terminal.hasColours()));
        }
        boolean fails = failOn != FailOn.none
                && report.has(Severity.valueOf(failOn.name().toUpperCase(Locale.ROOT)));
        return (fails ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }
}
