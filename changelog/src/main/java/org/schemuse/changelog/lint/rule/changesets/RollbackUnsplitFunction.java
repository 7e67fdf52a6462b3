package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;

/** Rollbacks are split by a switch of their own. */
public final class RollbackUnsplitFunction extends Rule {
    public RollbackUnsplitFunction() {
        super(
                "rollback-unsplit-function",
                Severity.ERROR,
                "a function body in a rollback that Liquibase cuts at its semicolons");
    }

    @Override
    public void step(Step step, Run run, Findings findings) {
        if (step.isChangeset()
                && step.is("rollbackSplitStatements", true)
                && step.attribute("rollbackEndDelimiter", ";").equals(";")
                && SplitStatementsFunction.isCut(step.rollback().script())) {
            findings.add(
                    this,
                    "Liquibase cuts the rollback inside of a function body: expected rollbackSplitStatements:false");
        }
    }
}
