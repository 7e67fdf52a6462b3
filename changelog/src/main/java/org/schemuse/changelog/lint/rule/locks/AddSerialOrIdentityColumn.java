package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Column;
import org.schemuse.changelog.lint.sql.Statement;

/** A column that takes numbers from a sequence takes one for every row at once. */
public final class AddSerialOrIdentityColumn extends Rule {
    public AddSerialOrIdentityColumn() {
        super("add-serial-or-identity-column", Severity.ERROR, "a new column that counts: serial or identity");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(statement, Change.AddColumn.class, (table, add) -> {
            Column column = add.column();
            if (column.type().isSerial() || column.filled() == Column.Filled.IDENTITY) {
                findings.add(
                        this, add.at(), table, "numbers every row and rewrites " + table + " while nobody may read it");
            }
        });
    }
}
