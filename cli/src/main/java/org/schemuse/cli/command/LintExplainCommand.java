package org.schemuse.cli.command;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.schemuse.changelog.lint.Lint;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.cli.report.CloseMatch;
import org.schemuse.cli.report.ExitCode;
import org.schemuse.cli.report.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "explain", description = "Explains a rule of lint: what it reports, why, and what to write instead.")
public final class LintExplainCommand implements Callable<Integer> {
    private final GlobalOptions options;

    @Parameters(paramLabel = "RULE", completionCandidates = RuleNames.class, description = "See: schemuse lint rules")
    private String rule;

    /** For completion. */
    static final class RuleNames implements Iterable<String> {
        static List<String> all() {
            return Lint.rules().stream().map(RuleNote::name).toList();
        }

        @Override
        public Iterator<String> iterator() {
            return all().iterator();
        }
    }

    public LintExplainCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        String page = Lint.page(rule)
                .orElseThrow(() -> Failure.usage("There is no rule \"" + rule + "\"."
                        + CloseMatch.question(rule, RuleNames.all()) + " List the rules with: schemuse lint rules"));
        options.output().result(Map.of("rule", rule, "page", page), () -> page);
        return ExitCode.DONE.code();
    }
}
