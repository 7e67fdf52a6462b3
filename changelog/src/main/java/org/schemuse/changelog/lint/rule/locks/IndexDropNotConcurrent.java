package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Dropping an index locks its table against everyone. */
public final class IndexDropNotConcurrent extends Rule {
    public IndexDropNotConcurrent() {
        super("index-drop-not-concurrent", Severity.WARNING, "DROP INDEX without CONCURRENTLY");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("INDEX") && !drop.options().contains("CONCURRENTLY"))
                .filter(drop -> drop.names().stream().anyMatch(index -> !run.isNewIndex(index)))
                .ifPresent(drop -> findings.add(
                        this,
                        statement.at(),
                        "waits for, and stops, every reader of the table of "
                                + drop.names().get(0)));
    }
}
