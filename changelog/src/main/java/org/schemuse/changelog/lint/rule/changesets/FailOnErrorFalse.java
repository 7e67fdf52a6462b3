package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Step;

/** A changeset that may fail leaves schemas that differ. */
public final class FailOnErrorFalse extends Rule {
    public FailOnErrorFalse() {
        super(RuleNote.of("fail-on-error-false", Topic.CHANGESETS, Severity.WARNING, "failOnError:false", """
                A changeset that fails is not recorded and runs again each time. Later changesets then run on a
                schema that no file describes.""", """
                Use a precondition for what the changeset needs."""));
    }

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        if (!step.is("failOnError", true)) {
            findings.add(this, "the run continues if this changeset fails, so databases can differ");
        }
    }
}
