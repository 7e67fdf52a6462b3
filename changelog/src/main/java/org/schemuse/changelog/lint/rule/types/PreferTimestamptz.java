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

/** A timestamp without time zone does not say when. */
public final class PreferTimestamptz extends Rule {
    public PreferTimestamptz() {
        super(RuleNote.of(
                "prefer-timestamptz", Topic.TYPES, Severity.WARNING, "timestamp without time zone", """
                The value does not identify a moment. Two clients in two zones write two values for one moment.""", """
                Use timestamptz, which stores the moment in the same eight bytes."""));
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
        if (column.type().name().equals("timestamp")) {
            findings.add(
                    this, column.at(), column.name() + " has no time zone, so its values do not identify a moment");
        }
    }
}
