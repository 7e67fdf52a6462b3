package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Rule;

/** Who comes later must know why a finding was put aside. Who applies the suppressions finds it. */
public final class SuppressionWithoutReason extends Rule {
    public SuppressionWithoutReason() {
        super(
                "suppression-without-reason",
                Severity.ERROR,
                "a lint:ignore without a rule that exists, or without a reason");
    }
}
