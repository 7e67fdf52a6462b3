package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A dropped database is gone, and no changeset can drop one. */
public final class DropDatabase extends Rule {
    public DropDatabase() {
        super(RuleNote.of("drop-database", Topic.DATA, Severity.ERROR, "DROP DATABASE", """
                It cannot run in a transaction, nor from a connection to that database. If it runs, everything is
                lost.""", """
                Leave databases to the administrator of the server."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("DATABASE"))
                .ifPresent(drop ->
                        findings.add(this, statement.at(), drop.names().get(0) + " and everything in it is lost"));
    }
}
