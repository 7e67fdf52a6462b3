package org.schemuse.changelog.lint.rule.changesets;

import java.util.regex.Pattern;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Rollback;
import org.schemuse.changelog.lint.source.Step;

/** What has no rollback stops a rollback of everything after it. */
public final class RollbackMissing extends Rule {
    private static final Pattern IRREVERSIBLE = Pattern.compile("(?i)\\birreversible:\\s*\\S");

    public RollbackMissing() {
        super("rollback-missing", Severity.ERROR, "a changeset that cannot be taken back and does not say so");
    }

    @Override
    public void step(Step step, Run run, Findings findings) {
        boolean declared = step.script().comments().stream()
                .anyMatch(comment -> IRREVERSIBLE.matcher(comment.text()).find());
        if (step.isChangeset() && step.rollback().kind() == Rollback.Kind.MISSING && !declared) {
            findings.add(this, "expected a rollback, or a comment \"irreversible: reason\"");
        }
    }
}
