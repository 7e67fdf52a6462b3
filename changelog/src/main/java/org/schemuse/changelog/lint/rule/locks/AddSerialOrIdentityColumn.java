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

/** A column that takes numbers from a sequence takes one for every row at once. */
public final class AddSerialOrIdentityColumn extends Rule {
    public AddSerialOrIdentityColumn() {
        super(RuleNote.dependingOnSize(
                "add-serial-or-identity-column",
                Topic.LOCKS,
                Severity.ERROR,
                "ADD COLUMN with serial or identity",
                """
                PostgreSQL numbers every row at once. It rewrites the table under ACCESS EXCLUSIVE, which blocks all
                reads and writes.""",
                """
                Add a plain column and a sequence, set the default for new rows, and number the old rows in batches."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(statement, Change.AddColumn.class, (table, add) -> {
            ColumnDefinition column = add.column();
            if (column.type().isSerial() || column.filled() == ColumnDefinition.Filled.IDENTITY) {
                findings.add(
                        this,
                        add.at(),
                        table,
                        "rewrites " + table + " to number its rows, and blocks all reads and writes meanwhile");
            }
        });
    }
}
