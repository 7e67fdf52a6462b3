package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Programs, functions and search paths name a schema. */
public final class RenameSchema extends Rule {
    public RenameSchema() {
        super(RuleNote.of("rename-schema", Topic.DATA, Severity.ERROR, "RENAME of a schema", """
                Programs, functions, policies and search paths that name the schema fail.""", """
                Install into a new schema and move the content, or keep the name."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.RenameSchema.class)
                .ifPresent(rename -> findings.add(
                        this,
                        statement.at(),
                        "programs, functions and search paths that name " + rename.schema() + " fail immediately"));
    }
}
