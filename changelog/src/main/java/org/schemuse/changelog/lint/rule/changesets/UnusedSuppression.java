package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;

/** A suppression that ignores nothing hides the next finding. Who applies the suppressions finds it. */
public final class UnusedSuppression extends Rule {
    public UnusedSuppression() {
        super(RuleNote.of(
                "unused-suppression",
                Topic.CHANGESETS,
                Severity.WARNING,
                "a lint:ignore that suppresses nothing",
                """
                It would hide the next finding of that rule, which nobody has judged.""",
                """
                Remove the comment."""));
    }
}
