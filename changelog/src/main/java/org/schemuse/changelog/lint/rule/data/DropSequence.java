package org.schemuse.changelog.lint.rule.data;

import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.DropRule;

/** A dropped sequence forgets which numbers it gave out. */
public final class DropSequence extends DropRule {
    public DropSequence() {
        super(
                Set.of("SEQUENCE"),
                RuleNote.of("drop-sequence", Topic.DATA, Severity.WARNING, "DROP SEQUENCE", """
                Programs that take numbers from it fail, and a new sequence would give out the same numbers again.""", """
                Change the programs first. Keep the last value if another sequence continues."""));
    }

    @Override
    protected String message(String object) {
        return "programs that take numbers from " + object + " fail, and its last value is lost";
    }
}
