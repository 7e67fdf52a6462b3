package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.ColumnDefinition;
import org.schemuse.changelog.lint.sql.Statement;

/** A stored generated column is computed for every row at once. */
public final class GeneratedStoredColumn extends Rule {
    public GeneratedStoredColumn() {
        super(RuleNote.dependingOnSize(
                "generated-stored-column", Topic.LOCKS, Severity.ERROR, "ADD COLUMN GENERATED ... STORED", """
                PostgreSQL computes and stores the value of every row at once. It rewrites the table under ACCESS
                EXCLUSIVE.""", """
                Add a plain column, keep it current with a trigger, and fill the old rows in batches. Or use the
                expression in a view."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(statement, Change.AddColumn.class, (table, add) -> {
            if (add.column().filled() == ColumnDefinition.Filled.STORED) {
                findings.add(
                        this, add.at(), table, "rewrites " + table + ", and blocks all reads and writes meanwhile");
            }
        });
    }
}
