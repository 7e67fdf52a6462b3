package org.schemuse.changelog.lint.rule.types;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Every column of an index costs on each write; the fourth rarely finds more. */
public final class IndexTooWide extends Rule {
    private static final int MOST = 3;

    public IndexTooWide() {
        super("index-too-wide", Severity.INFO, "an index over more than three columns that is not unique");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.CreateIndex.class)
                .filter(index ->
                        index.columns().size() > MOST && !index.options().contains("UNIQUE"))
                .ifPresent(index -> findings.add(
                        this, statement.at(), index.columns().size() + " columns: expected " + MOST + " at most"));
    }
}
