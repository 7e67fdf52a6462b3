package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;

/** Who comes later must know why a finding was put aside. Who applies the suppressions finds it. */
public final class SuppressionWithoutReason extends Rule {
    public SuppressionWithoutReason() {
        super(RuleNote.of(
                "suppression-without-reason",
                Topic.CHANGESETS,
                Severity.ERROR,
                "a lint:ignore without an existing rule, or without a reason",
                """
                A later reader must be able to judge whether the reason still holds. A name that no rule has
                suppresses nothing.""",
                """
                Write lint:ignore RULE REASON in a comment above the statement, inside it, or after it on the same
                line."""));
    }
}
