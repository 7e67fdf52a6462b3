package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A refresh blocks the readers of the view. */
public final class RefreshNotConcurrent extends Rule {
    public RefreshNotConcurrent() {
        super(RuleNote.dependingOnSize(
                "refresh-not-concurrent",
                Topic.LOCKS,
                Severity.WARNING,
                "REFRESH MATERIALIZED VIEW without CONCURRENTLY",
                """
                The refresh holds ACCESS EXCLUSIVE on the view. All reads of it wait until the query has run.""",
                """
                Use REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on the view."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Refresh.class)
                .filter(refresh -> !refresh.concurrently() && !run.isNewObject(refresh.view()))
                .ifPresent(refresh -> findings.add(
                        this,
                        statement.at(),
                        refresh.view(),
                        "blocks all reads of " + refresh.view() + " until its query has run"));
    }
}
