package org.schemuse.changelog.lint.rule.data;

import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.DropRule;

/** A dropped function breaks what calls it. */
public final class DropFunction extends DropRule {
    public DropFunction() {
        super(
                Set.of("FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE"),
                RuleNote.of(
                        "drop-function",
                        Topic.DATA,
                        Severity.WARNING,
                        "DROP FUNCTION, PROCEDURE, ROUTINE or AGGREGATE",
                        """
                Programs that call it fail. The rule ignores a function that the same run created, or that the same
                changeset creates again.""",
                        """
                Change the programs first. If only the body changes, use CREATE OR REPLACE."""));
    }

    @Override
    protected String message(String object) {
        return "programs that call " + object + " fail";
    }
}
