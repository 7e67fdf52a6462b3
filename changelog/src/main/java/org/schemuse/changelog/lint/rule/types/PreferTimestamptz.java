package org.schemuse.changelog.lint.rule.types;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Column;
import org.schemuse.changelog.lint.sql.Statement;

/** A timestamp without time zone does not say when. */
public final class PreferTimestamptz extends Rule {
    public PreferTimestamptz() {
        super("prefer-timestamptz", Severity.WARNING, "timestamp without time zone");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
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

    private void check(Column column, Findings findings) {
        if (column.type().name().equals("timestamp")) {
            findings.add(
                    this, column.at(), column.name() + " does not say in which zone it is meant: expected timestamptz");
        }
    }
}
