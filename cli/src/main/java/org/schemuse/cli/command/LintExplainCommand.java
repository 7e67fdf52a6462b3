package org.schemuse.cli.command;

import java.util.Map;
import java.util.concurrent.Callable;
import org.schemuse.changelog.lint.Lint;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "explain", description = "Says what a rule names, why, and what to do instead.")
public final class LintExplainCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Parameters(paramLabel = "RULE", description = "See: schemuse lint rules")
    private String rule;

    public LintExplainCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        String page = Lint.page(rule)
                .orElseThrow(() -> Failure.usage(
                        "There is no rule \"" + rule + "\". The rules are listed by: schemuse lint rules"));
        options.output().result(Map.of("rule", rule, "page", page), () -> page);
        return ExitCode.DONE.code();
    }
}
