package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A dropped database is gone, and no changeset can drop one. */
public final class DropDatabase extends Rule {
    public DropDatabase() {
        super("drop-database", Severity.ERROR, "DROP DATABASE");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("DATABASE"))
                .ifPresent(drop ->
                        findings.add(this, statement.at(), drop.names().get(0) + " and everything in it is gone"));
    }
}
