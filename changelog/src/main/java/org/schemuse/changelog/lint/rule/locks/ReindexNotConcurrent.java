package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Rebuilding an index stops writers, and readers that would use it. */
public final class ReindexNotConcurrent extends Rule {
    public ReindexNotConcurrent() {
        super("reindex-not-concurrent", Severity.ERROR, "REINDEX without CONCURRENTLY");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.Reindex.class)
                .filter(reindex -> !reindex.concurrently())
                .ifPresent(reindex -> findings.add(
                        this, statement.at(), "stops writes, and reads by the index, while it is rebuilt"));
    }
}
