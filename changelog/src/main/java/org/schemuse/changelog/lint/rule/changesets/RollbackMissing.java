package org.schemuse.changelog.lint.rule.changesets;

import java.util.regex.Pattern;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.source.Rollback;
import org.schemuse.changelog.lint.source.Step;

/** What has no rollback stops a rollback of everything after it. */
public final class RollbackMissing extends Rule {
    private static final Pattern IRREVERSIBLE = Pattern.compile("(?i)\\birreversible:\\s*\\S");

    public RollbackMissing() {
        super(RuleNote.of(
                "rollback-missing", Topic.CHANGESETS, Severity.ERROR, "a changeset without a rollback", """
                Liquibase cannot guess the inverse of SQL. A rollback that reaches this changeset stops there, half
                done.""", """
                Add a rollback; or --rollback empty if there is nothing to do; or a comment "irreversible: REASON"."""));
    }

    @Override
    public void step(Step step, Run run, RuleFindings findings) {
        boolean declared = step.script().comments().stream()
                .anyMatch(comment -> IRREVERSIBLE.matcher(comment.text()).find());
        if (step.isChangeset() && step.rollback().kind() == Rollback.Kind.MISSING && !declared) {
            findings.add(this, "the changeset has no rollback");
        }
    }
}
