package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Rule;

/** A suppression that ignores nothing hides the next finding. Who applies the suppressions finds it. */
public final class UnusedSuppression extends Rule {
    public UnusedSuppression() {
        super("unused-suppression", Severity.WARNING, "a lint:ignore that ignores nothing");
    }
}
