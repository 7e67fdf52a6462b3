package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** A dropped column takes its values with it. */
public final class DropColumn extends Rule {
    public DropColumn() {
        super("drop-column", Severity.ERROR, "DROP COLUMN");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(
                statement,
                Change.DropColumn.class,
                (table, drop) -> findings.add(
                        this,
                        drop.at(),
                        table,
                        "the values of " + table + "." + drop.column() + " are gone, and programs that name it fail"));
    }
}
