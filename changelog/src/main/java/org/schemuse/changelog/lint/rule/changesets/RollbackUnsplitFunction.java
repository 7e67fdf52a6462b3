package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;

/** Rollbacks are split by a switch of their own. */
public final class RollbackUnsplitFunction extends Rule {
    public RollbackUnsplitFunction() {
        super(RuleNote.of(
                "rollback-unsplit-function",
                Topic.CHANGESETS,
                Severity.ERROR,
                "a function body in a rollback that Liquibase splits at its semicolons",
                """
                Liquibase splits SQL at semicolons. It knows BEGIN ... END blocks, but not dollar quotes: a
                semicolon after the END, or in a body without BEGIN, cuts the function in pieces, which PostgreSQL
                refuses.""",
                """
                Add rollbackSplitStatements:false."""));
    }

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        if (step.isChangeset()
                && step.is("rollbackSplitStatements", true)
                && step.attribute("rollbackEndDelimiter", ";").equals(";")
                && SplitStatementsFunction.isCut(step, step.rollback().script())) {
            findings.add(this, "Liquibase splits the rollback inside a function body");
        }
    }
}
