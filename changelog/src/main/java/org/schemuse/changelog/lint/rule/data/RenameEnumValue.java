package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** Programs that write the old value fail, and readers meet one they do not know. */
public final class RenameEnumValue extends Rule {
    public RenameEnumValue() {
        super(RuleNote.of("rename-enum-value", Topic.DATA, Severity.ERROR, "RENAME VALUE of an enum", """
                Programs that write the old value fail, and programs that read meet a value that they do not know.""", """
                Add the new value, change the programs, and rewrite the rows in batches."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.RenameEnumValue.class)
                .ifPresent(rename -> findings.add(
                        this,
                        statement.at(),
                        "programs that know \"" + rename.from() + "\" meet \"" + rename.to() + "\" immediately"));
    }
}
