package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Programs that name a column fail from the moment it has another name. */
public final class RenameColumn extends Rule {
    public RenameColumn() {
        super("rename-column", Severity.ERROR, "RENAME COLUMN");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(
                statement,
                Change.RenameColumn.class,
                (table, rename) -> findings.add(
                        this,
                        rename.at(),
                        table,
                        "programs that name " + table + "." + rename.from() + " fail at once"));
    }
}
