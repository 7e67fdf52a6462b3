package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A changeset that runs again must be able to meet what it made before. */
public final class RunOnChangeWithTable extends Rule {
    public RunOnChangeWithTable() {
        super(RuleNote.of(
                "run-on-change-with-table",
                Topic.CHANGESETS,
                Severity.WARNING,
                "runOnChange on a statement that cannot be repeated",
                """
                With runOnChange, an edited changeset runs again while its objects exist. CREATE TABLE then fails,
                and a DROP before it loses the rows.""",
                """
                Use runOnChange only for functions and views written as CREATE OR REPLACE. Change tables in new
                changesets."""));
    }

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        if (step.is("runOnChange", false)) {
            step.statements().stream()
                    .filter(statement -> !isReplaceable(statement))
                    .findFirst()
                    .ifPresent(statement -> findings.add(this, statement.at(), "fails or loses data if it runs again"));
        }
    }

    private static boolean isReplaceable(Statement statement) {
        Action action = statement.action();
        boolean creates = action instanceof Action.CreateTable
                || action instanceof Action.AlterTable
                || action instanceof Action.CreateIndex
                || action instanceof Action.CreateEnum;
        boolean unless = statement.contains("IF", "NOT", "EXISTS");
        boolean dropsTable = action instanceof Action.Drop drop && drop.kind().equals("TABLE");
        return (!creates || unless) && !dropsTable;
    }
}
