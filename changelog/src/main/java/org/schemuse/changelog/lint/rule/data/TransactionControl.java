package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A changeset that ends its transaction takes away what makes it whole. */
public final class TransactionControl extends Rule {
    public TransactionControl() {
        super(RuleNote.of(
                "transaction-control",
                Topic.DATA,
                Severity.ERROR,
                "BEGIN, COMMIT or ROLLBACK inside a changeset",
                """
                Liquibase keeps one transaction for the changeset and its row in the ledger. A COMMIT between them
                leaves one without the other.""",
                """
                Remove the statement. If the changeset must run outside a transaction, add runInTransaction:false."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.TransactionControl.class)
                .filter(control -> run.step().isChangeset())
                .ifPresent(control -> findings.add(
                        this,
                        statement.at(),
                        control.command() + " ends or nests the transaction that Liquibase keeps for the changeset"));
    }
}
