package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Rebuilding an index stops writers, and readers that would use it. */
public final class ReindexNotConcurrent extends Rule {
    public ReindexNotConcurrent() {
        super(RuleNote.dependingOnSize(
                "reindex-not-concurrent", Topic.LOCKS, Severity.ERROR, "REINDEX without CONCURRENTLY", """
                REINDEX blocks all writes to the table, and reads whose plan uses the index, until the index is
                complete.""", """
                Use REINDEX ... CONCURRENTLY in a separate changeset with runInTransaction:false."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Reindex.class)
                .filter(reindex -> !reindex.concurrently())
                .ifPresent(reindex -> findings.add(
                        this, statement.at(), "blocks writes, and reads that use the index, while it is rebuilt"));
    }
}
