package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** TRUNCATE ... CASCADE empties tables that it does not name. */
public final class TruncateCascade extends Rule {
    public TruncateCascade() {
        super(RuleNote.of("truncate-cascade", Topic.DATA, Severity.ERROR, "TRUNCATE ... CASCADE", """
                PostgreSQL also empties every table with a foreign key to the named one, and every table that refers
                to those.""", """
                List the tables by name."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Truncate.class)
                .filter(Action.Truncate::cascade)
                .ifPresent(truncate -> findings.add(
                        this,
                        statement.at(),
                        truncate.tables().get(0),
                        "also empties every table that refers to "
                                + truncate.tables().get(0)));
    }
}
