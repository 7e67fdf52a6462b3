package org.schemuse.changelog.lint.rule.changesets;

import java.util.List;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Without a transaction, what was done before a failure stays, and the changeset runs again. */
public final class RunInTransactionFalseMulti extends Rule {
    public RunInTransactionFalseMulti() {
        super(RuleNote.of(
                "run-in-transaction-false-multi",
                Topic.CHANGESETS,
                Severity.ERROR,
                "several statements, or one that cannot run twice, outside a transaction",
                """
                Without a transaction, the statements before a failure remain, and the ledger does not record them.
                The next run repeats them and fails at the first.""",
                """
                Use one statement per changeset, with IF NOT EXISTS or IF EXISTS."""));
    }

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        if (step.isChangeset() && !step.inTransaction()) {
            List<Statement> statements = step.statements();
            if (statements.size() > 1) {
                findings.add(
                        this,
                        statements.get(1).at(),
                        "if this statement fails, those before it remain and are not recorded");
            } else if (statements.stream().anyMatch(RunInTransactionFalseMulti::failsTheSecondTime)) {
                findings.add(this, statements.get(0).at(), "fails if it runs again after a failure");
            }
        }
    }

    private static boolean failsTheSecondTime(Statement statement) {
        return (statement.as(Action.CreateIndex.class).isPresent()
                        || statement.as(Action.CreateTable.class).isPresent()
                        || statement.as(Action.AddEnumValue.class).isPresent())
                ? !statement.contains("IF", "NOT", "EXISTS")
                : statement
                        .as(Action.Drop.class)
                        .filter(drop -> !drop.options().contains("IF EXISTS"))
                        .isPresent();
    }
}
