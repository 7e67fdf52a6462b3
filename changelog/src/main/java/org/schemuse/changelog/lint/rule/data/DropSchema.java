package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A dropped schema takes all it holds. */
public final class DropSchema extends Rule {
    public DropSchema() {
        super(RuleNote.of("drop-schema", Topic.DATA, Severity.ERROR, "DROP SCHEMA", """
                With CASCADE, PostgreSQL drops all tables of the schema. Without CASCADE, the statement fails if
                there are any.""", """
                Drop the content by name, in changesets that can be rolled back."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("SCHEMA"))
                .ifPresent(drop -> findings.add(
                        this, statement.at(), "everything in " + drop.names().get(0) + " is lost"));
    }
}
