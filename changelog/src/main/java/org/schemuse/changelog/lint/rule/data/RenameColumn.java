package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Programs that name a column fail from the moment it has another name. */
public final class RenameColumn extends Rule {
    public RenameColumn() {
        super(RuleNote.of("rename-column", Topic.DATA, Severity.ERROR, "RENAME COLUMN", """
                Old and new programs do not change at the same moment. One of them fails between the rename and its
                deployment.""", """
                Add a new column, keep both equal with a trigger, change the programs, then drop the old column. The
                changesets 043 to 049 of the catalog vibecoder are an example."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(
                statement,
                Change.RenameColumn.class,
                (table, rename) -> findings.add(
                        this,
                        rename.at(),
                        table,
                        "programs that name " + table + "." + rename.from() + " fail immediately"));
    }
}
