package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A dropped schema takes all it holds. */
public final class DropSchema extends Rule {
    public DropSchema() {
        super("drop-schema", Severity.ERROR, "DROP SCHEMA");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("SCHEMA"))
                .ifPresent(drop -> findings.add(
                        this, statement.at(), "everything in " + drop.names().get(0) + " is gone"));
    }
}
