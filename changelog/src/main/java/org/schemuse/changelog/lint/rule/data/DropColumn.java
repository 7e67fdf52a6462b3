package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** A dropped column takes its values with it. */
public final class DropColumn extends Rule {
    public DropColumn() {
        super(RuleNote.of("drop-column", Topic.DATA, Severity.ERROR, "DROP COLUMN", """
                The values are lost. Programs that name the column fail, and so do programs that insert without
                naming columns.""", """
                Remove every use of the column first, in views and prepared statements too. Drop it in a later
                release, and ignore this finding with that reason."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(
                statement,
                Change.DropColumn.class,
                (table, drop) -> findings.add(
                        this,
                        drop.at(),
                        table,
                        "the values of " + table + "." + drop.column() + " are lost, and programs that name it fail"));
    }
}
