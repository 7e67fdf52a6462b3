package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;

/** A changeset that may fail leaves schemas that differ. */
public final class FailOnErrorFalse extends Rule {
    public FailOnErrorFalse() {
        super("fail-on-error-false", Severity.WARNING, "failOnError:false");
    }

    @Override
    public void step(Step step, Run run, Findings findings) {
        if (!step.is("failOnError", true)) {
            findings.add(
                    this, "goes on when it fails, so that no two databases need be the same: expected a precondition");
        }
    }
}
