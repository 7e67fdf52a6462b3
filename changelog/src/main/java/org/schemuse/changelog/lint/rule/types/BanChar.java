package org.schemuse.changelog.lint.rule.types;

import java.util.List;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** char(n) pads with blanks, and comparisons forget them; char(1) has nothing to pad. */
public final class BanChar extends Rule {
    public BanChar() {
        super("ban-char", Severity.WARNING, "char(n)");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.CreateTable.class)
                .ifPresent(create -> create.columns().stream()
                        .filter(column -> column.type().name().equals("char")
                                && !column.type().modifiers().equals(List.of("1")))
                        .forEach(column -> findings.add(
                                this, column.at(), column.name() + " is padded with blanks: expected text")));
    }
}
