package org.schemuse.changelog.lint.rule.types;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A longer varchar needs a change of type; a check does not. */
public final class PreferText extends Rule {
    public PreferText() {
        super(RuleNote.of("prefer-text", Topic.TYPES, Severity.INFO, "varchar with a length", """
                varchar(n) is not faster than text, and a shorter limit later is a change of type.""", """
                Use text. If a limit is needed, add a CHECK constraint, which can be changed without touching the
                column."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateTable.class)
                .ifPresent(create -> create.columns().stream()
                        .filter(column -> column.type().name().equals("varchar")
                                && !column.type().modifiers().isEmpty())
                        .forEach(column -> findings.add(
                                this,
                                column.at(),
                                column.name() + " is " + column.type()
                                        + "; its limit cannot be lowered without a change of type")));
    }
}
