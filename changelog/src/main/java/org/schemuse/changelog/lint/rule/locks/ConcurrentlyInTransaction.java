package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Statement;

/** What is done concurrently cannot be done inside of a transaction. */
public final class ConcurrentlyInTransaction extends Rule {
    public ConcurrentlyInTransaction() {
        super(RuleNote.dependingOnSize(
                "concurrently-in-transaction",
                Topic.LOCKS,
                Severity.ERROR,
                "CONCURRENTLY inside a transaction",
                """
                PostgreSQL refuses the statement with error 25001. Liquibase runs each changeset in a transaction,
                unless the changeset says otherwise.""",
                """
                Move the statement to a separate changeset with runInTransaction:false."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        boolean concurrently =
                statement.contains("CONCURRENTLY") && !statement.at().is("REFRESH");
        if (concurrently && run.inTransaction()) {
            findings.add(this, statement.at(), "PostgreSQL refuses CONCURRENTLY inside a transaction");
        }
    }
}
