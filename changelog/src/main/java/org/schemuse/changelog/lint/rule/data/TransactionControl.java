package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A changeset that ends its transaction takes away what makes it whole. */
public final class TransactionControl extends Rule {
    public TransactionControl() {
        super("transaction-control", Severity.ERROR, "BEGIN, COMMIT or ROLLBACK inside a changeset");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.TransactionControl.class)
                .filter(control -> run.step().isChangeset())
                .ifPresent(control -> findings.add(
                        this,
                        statement.at(),
                        control.command() + " ends or nests the transaction that Liquibase keeps"));
    }
}
