package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Programs that name a table fail from the moment it has another name. */
public final class RenameTable extends Rule {
    public RenameTable() {
        super(RuleNote.of("rename-table", Topic.DATA, Severity.ERROR, "RENAME of a table", """
                Programs that name the table fail as soon as it has another name.""", """
                Create a view with the new name, change the programs, then rename the table."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(
                statement,
                Change.RenameTable.class,
                (table, rename) ->
                        findings.add(this, rename.at(), table, "programs that name " + table + " fail immediately"));
    }
}
