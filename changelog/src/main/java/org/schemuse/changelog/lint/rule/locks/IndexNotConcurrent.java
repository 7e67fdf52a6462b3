package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Building an index stops writers for as long as it takes. */
public final class IndexNotConcurrent extends Rule {
    public IndexNotConcurrent() {
        super(
                "index-not-concurrent",
                Severity.ERROR,
                "CREATE INDEX without CONCURRENTLY on a table that may be filled");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.CreateIndex.class)
                .filter(index ->
                        run.isExisting(index.table()) && !index.options().contains("CONCURRENTLY"))
                .ifPresent(index -> findings.add(
                        this,
                        statement.at(),
                        index.table(),
                        "stops writes to " + index.table() + " while it is built"));
    }
}
