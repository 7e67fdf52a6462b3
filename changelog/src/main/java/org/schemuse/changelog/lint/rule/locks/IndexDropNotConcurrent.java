package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Dropping an index locks its table against everyone. */
public final class IndexDropNotConcurrent extends Rule {
    public IndexDropNotConcurrent() {
        super(RuleNote.dependingOnSize(
                "index-drop-not-concurrent",
                Topic.LOCKS,
                Severity.WARNING,
                "DROP INDEX without CONCURRENTLY",
                """
                DROP INDEX needs ACCESS EXCLUSIVE on the table. While it waits for the longest query, every new
                query waits for it.""",
                """
                Use DROP INDEX CONCURRENTLY IF EXISTS in a separate changeset with runInTransaction:false."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("INDEX") && !drop.options().contains("CONCURRENTLY"))
                .filter(drop -> drop.names().stream().anyMatch(index -> !run.isNewIndex(index)))
                .ifPresent(drop -> findings.add(
                        this,
                        statement.at(),
                        "waits for every query on the table of the index and blocks new ones: "
                                + drop.names().get(0)));
    }
}
