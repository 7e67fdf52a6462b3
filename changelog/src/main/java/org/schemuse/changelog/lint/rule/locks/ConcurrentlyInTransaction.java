package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Statement;

/** What is done concurrently cannot be done inside of a transaction. */
public final class ConcurrentlyInTransaction extends Rule {
    public ConcurrentlyInTransaction() {
        super(
                "concurrently-in-transaction",
                Severity.ERROR,
                "CONCURRENTLY inside of a transaction, where PostgreSQL refuses it");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        boolean concurrently =
                statement.contains("CONCURRENTLY") && !statement.at().is("REFRESH");
        if (concurrently && run.inTransaction()) {
            findings.add(
                    this, statement.at(), "PostgreSQL refuses this in a transaction: expected runInTransaction:false");
        }
    }
}
