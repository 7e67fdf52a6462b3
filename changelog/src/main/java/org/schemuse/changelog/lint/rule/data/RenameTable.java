package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Programs that name a table fail from the moment it has another name. */
public final class RenameTable extends Rule {
    public RenameTable() {
        super("rename-table", Severity.ERROR, "RENAME of a table");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(
                statement,
                Change.RenameTable.class,
                (table, rename) ->
                        findings.add(this, rename.at(), table, "programs that name " + table + " fail at once"));
    }
}
