package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** What has another name is not found under the old one. */
public final class RenameObject extends Rule {
    public RenameObject() {
        super(RuleNote.of(
                "rename-object", Topic.DATA, Severity.ERROR, "RENAME of a view, type, function or sequence", """
                Programs that name the object fail as soon as it has another name.""", """
                Create an object with the new name, change the programs, then drop the old one."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Rename.class)
                .filter(rename -> !run.isNewObject(rename.object()))
                .ifPresent(rename -> findings.add(
                        this, statement.at(), "programs that name " + rename.object() + " fail immediately"));
    }
}
