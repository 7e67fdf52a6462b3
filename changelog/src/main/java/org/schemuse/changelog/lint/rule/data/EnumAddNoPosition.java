package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A new value of an enum sorts behind all others unless it is said where it belongs. */
public final class EnumAddNoPosition extends Rule {
    public EnumAddNoPosition() {
        super("enum-add-no-position", Severity.INFO, "ADD VALUE that does not say where");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.AddEnumValue.class)
                .filter(add -> !add.positioned())
                .ifPresent(add -> findings.add(
                        this,
                        statement.at(),
                        "\"" + add.label() + "\" sorts behind all others: expected BEFORE or AFTER"));
    }
}
