package org.schemuse.changelog.lint.rule.changesets;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** What a DO block does is unknown here. */
public final class BodyNotRead extends Rule {
    public BodyNotRead() {
        super(RuleNote.of(
                "body-not-read", Topic.CHANGESETS, Severity.INFO, "a DO block, which lint does not read", """
                Lint reads no SQL inside a DO block. Its locks, rewrites and lost data are not in the report.""", """
                Use plain statements where possible. To see what the block locks and rewrites, run schemuse migrate
                --dry-run=execute --on embedded."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Do.class)
                .ifPresent(block -> findings.add(this, statement.at(), "lint did not read the body of this DO block"));
    }
}
