package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Script;
import org.schemuse.changelog.lint.sql.Token;

/** Liquibase splits SQL at semicolons, those inside of a function body too. */
public final class SplitStatementsFunction extends Rule {
    public SplitStatementsFunction() {
        super("split-statements-function", Severity.ERROR, "a function body that Liquibase cuts at its semicolons");
    }

    @Override
    public void step(Step step, Run run, Findings findings) {
        if (step.isChangeset()
                && step.is("splitStatements", true)
                && step.attribute("endDelimiter", ";").equals(";")
                && isCut(step.script())) {
            findings.add(this, "Liquibase cuts it inside of a function body: expected splitStatements:false");
        }
    }

    static boolean isCut(Script script) {
        boolean open = script.unfinished()
                .filter(token -> token.kind() == Token.Kind.DOLLAR_STRING)
                .isPresent();
        return open
                || script.statements().stream()
                        .flatMap(statement -> statement.tokens().stream())
                        .anyMatch(token -> (token.kind() == Token.Kind.DOLLAR_STRING
                                        && token.text().contains(";"))
                                || token.is(";"));
    }
}
