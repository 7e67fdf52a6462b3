package org.schemuse.changelog.lint.rule.types;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.ColumnDefinition;
import org.schemuse.changelog.lint.sql.Statement;

/** json has no equality, so DISTINCT and GROUP BY fail. */
public final class JsonColumn extends Rule {
    public JsonColumn() {
        super(RuleNote.of("json-column", Topic.TYPES, Severity.WARNING, "json instead of jsonb", """
                json stores the text as it was written and has no equality. DISTINCT, GROUP BY and UNION fail, and
                no index can serve it.""", """
                Use jsonb."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateTable.class)
                .ifPresent(create -> create.columns().forEach(column -> check(column, findings)));
        statement
                .as(Action.AlterTable.class)
                .ifPresent(alter -> alter.changes().forEach(change -> {
                    if (change instanceof Change.AddColumn add) {
                        check(add.column(), findings);
                    }
                }));
    }

    private void check(ColumnDefinition column, RuleFindings findings) {
        if (column.type().name().equals("json")) {
            findings.add(this, column.at(), column.name() + " has type json, which cannot be compared or indexed");
        }
    }
}
