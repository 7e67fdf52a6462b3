package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** TRUNCATE ... CASCADE empties tables that it does not name. */
public final class TruncateCascade extends Rule {
    public TruncateCascade() {
        super("truncate-cascade", Severity.ERROR, "TRUNCATE ... CASCADE");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.Truncate.class)
                .filter(Action.Truncate::cascade)
                .ifPresent(truncate -> findings.add(
                        this,
                        statement.at(),
                        truncate.tables().get(0),
                        "empties every table that refers to "
                                + truncate.tables().get(0) + ", whatever its name"));
    }
}
