package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Building an index stops writers for as long as it takes. */
public final class IndexNotConcurrent extends Rule {
    public IndexNotConcurrent() {
        super(RuleNote.dependingOnSize(
                "index-not-concurrent",
                Topic.LOCKS,
                Severity.ERROR,
                "CREATE INDEX without CONCURRENTLY on a non-empty table",
                """
                The build holds a SHARE lock. Reads continue, but every INSERT, UPDATE and DELETE waits until the
                index is complete. The rule ignores tables that the same run created.""",
                """
                Use CREATE INDEX CONCURRENTLY IF NOT EXISTS in a separate changeset with runInTransaction:false. A
                failed build leaves an INVALID index; schemuse migrate drops it and builds it again."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateIndex.class)
                .filter(index ->
                        run.isExisting(index.table()) && !index.options().contains("CONCURRENTLY"))
                .ifPresent(index -> findings.add(
                        this,
                        statement.at(),
                        index.table(),
                        "blocks writes to " + index.table() + " while the index is built"));
    }
}
