package org.schemuse.changelog.lint.rule.data;

import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.DropRule;

/** A dropped type breaks what names it. */
public final class DropType extends DropRule {
    public DropType() {
        super(
                Set.of("TYPE", "DOMAIN"),
                RuleNote.of("drop-type", Topic.DATA, Severity.WARNING, "DROP TYPE or DOMAIN", """
                Programs that name the type fail. PostgreSQL refuses the statement while a column has it.""", """
                Change the columns and the programs first."""));
    }

    @Override
    protected String message(String object) {
        return "programs that name the type " + object + " fail";
    }
}
