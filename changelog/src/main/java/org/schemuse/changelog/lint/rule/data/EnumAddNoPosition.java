package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A new value of an enum sorts behind all others unless it is said where it belongs. */
public final class EnumAddNoPosition extends Rule {
    public EnumAddNoPosition() {
        super(RuleNote.of("enum-add-no-position", Topic.DATA, Severity.INFO, "ADD VALUE without a position", """
                ORDER BY sorts an enum in the order of its values. A value without a position is last.""", """
                Add BEFORE or AFTER and a value, also if the new value belongs at the end."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.AddEnumValue.class)
                .filter(add -> !add.positioned())
                .ifPresent(add -> findings.add(
                        this,
                        statement.at(),
                        "\"" + add.label() + "\" sorts after all other values, because its position is not given"));
    }
}
