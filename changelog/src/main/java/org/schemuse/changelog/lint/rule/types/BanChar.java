package org.schemuse.changelog.lint.rule.types;

import java.util.List;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** char(n) pads with blanks, and comparisons forget them; char(1) has nothing to pad. */
public final class BanChar extends Rule {
    public BanChar() {
        super(RuleNote.of("ban-char", Topic.TYPES, Severity.WARNING, "char(n)", """
                PostgreSQL pads values with blanks to the full length. length() and LIKE see the blanks, comparisons
                do not. The rule ignores char(1), which has nothing to pad.""", """
                Use text, with a CHECK constraint for the form."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateTable.class)
                .ifPresent(create -> create.columns().stream()
                        .filter(column -> column.type().name().equals("char")
                                && !column.type().modifiers().equals(List.of("1")))
                        .forEach(column -> findings.add(this, column.at(), column.name() + " is padded with blanks")));
    }
}
