package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Who reads a column that was never null may not expect that it is. */
public final class DropNotNull extends Rule {
    public DropNotNull() {
        super("drop-not-null", Severity.WARNING, "DROP NOT NULL");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(
                statement,
                Change.DropNotNull.class,
                (table, drop) -> findings.add(
                        this,
                        drop.at(),
                        table,
                        "readers of " + table + "." + drop.column() + " may not be ready for null"));
    }
}
