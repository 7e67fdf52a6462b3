package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** A table that changes between logged and unlogged is copied; so is one that moves to another tablespace. */
public final class TableCopied extends Rule {
    public TableCopied() {
        super(
                "table-copied",
                Severity.ERROR,
                "SET LOGGED, UNLOGGED, TABLESPACE or ACCESS METHOD, which copies the table");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(
                statement,
                Change.Copy.class,
                (table, copy) -> findings.add(
                        this,
                        copy.at(),
                        table,
                        "SET " + copy.what() + " copies " + table
                                + " and its indexes while no other session can read it"));
    }
}
