package org.schemuse.changelog.lint.rule.types;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Every column of an index costs on each write; the fourth rarely finds more. */
public final class IndexTooWide extends Rule {
    private static final int MOST = 3;

    public IndexTooWide() {
        super(RuleNote.of(
                "index-too-wide",
                Topic.TYPES,
                Severity.INFO,
                "a non-unique index of more than three columns",
                """
                Each write updates the whole index entry. A fourth column rarely lets a query find less than three
                did.""",
                """
                Index the columns that queries compare, the most selective first."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateIndex.class)
                .filter(index ->
                        index.columns().size() > MOST && !index.options().contains("UNIQUE"))
                .ifPresent(index -> findings.add(
                        this,
                        statement.at(),
                        "the index has " + index.columns().size() + " columns; expected at most " + MOST));
    }
}
