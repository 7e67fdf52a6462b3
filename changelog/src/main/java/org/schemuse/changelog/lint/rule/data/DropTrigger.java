package org.schemuse.changelog.lint.rule.data;

import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.DropRule;

/** A dropped trigger no longer keeps what it kept. */
public final class DropTrigger extends DropRule {
    public DropTrigger() {
        super(
                Set.of("TRIGGER", "RULE", "EVENT TRIGGER"),
                RuleNote.of("drop-trigger", Topic.DATA, Severity.WARNING, "DROP TRIGGER or RULE", """
                What the trigger enforced or recorded no longer happens.""", """
                Put the replacement into the same changeset, or ignore this finding with the reason."""));
    }

    @Override
    protected String message(String object) {
        return "what " + object + " enforced or recorded no longer happens";
    }
}
