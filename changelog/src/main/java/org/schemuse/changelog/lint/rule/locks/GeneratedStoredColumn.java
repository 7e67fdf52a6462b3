package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Column;
import org.schemuse.changelog.lint.sql.Statement;

/** A stored generated column is computed for every row at once. */
public final class GeneratedStoredColumn extends Rule {
    public GeneratedStoredColumn() {
        super("generated-stored-column", Severity.ERROR, "a new column that is generated and stored");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(statement, Change.AddColumn.class, (table, add) -> {
            if (add.column().filled() == Column.Filled.STORED) {
                findings.add(this, add.at(), table, "rewrites " + table + " while nobody may read it");
            }
        });
    }
}
