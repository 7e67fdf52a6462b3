package org.schemuse.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.schemuse.changelog.lint.Lint;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.LintText;
import picocli.CommandLine.Command;

@Command(name = "rules", description = "Lists the rules of lint.")
public final class LintRulesCommand implements Callable<Integer> {
    private final GlobalOptions options;

    public LintRulesCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        List<RuleNote> rules = Lint.rules();
        options.output().result(rules, () -> LintText.rules(rules));
        return ExitCode.DONE.code();
    }
}
