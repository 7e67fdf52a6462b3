package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Statement;

/** What moves to another schema has another name. */
public final class SetSchema extends Rule {
    public SetSchema() {
        super(RuleNote.of("set-schema", Topic.DATA, Severity.ERROR, "SET SCHEMA", """
                Programs that name the object with its schema fail, and so do those whose search_path lacks the new
                schema.""", """
                Create a view in the old schema, change the programs, then drop the view."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(
                statement, Change.SetSchema.class, (table, set) -> findings.add(this, set.at(), table, message(table)));
        statement
                .as(Action.SetSchema.class)
                .filter(set -> !run.isNewObject(set.object()))
                .ifPresent(set -> findings.add(this, statement.at(), message(set.object())));
    }

    private static String message(Name object) {
        return "programs that expect " + object + " in its schema fail immediately";
    }
}
