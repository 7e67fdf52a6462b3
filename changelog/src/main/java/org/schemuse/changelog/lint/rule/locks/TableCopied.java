package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** A table that changes between logged and unlogged is copied; so is one that moves to another tablespace. */
public final class TableCopied extends Rule {
    public TableCopied() {
        super(RuleNote.dependingOnSize(
                "table-copied",
                Topic.LOCKS,
                Severity.ERROR,
                "SET LOGGED, UNLOGGED, TABLESPACE or ACCESS METHOD, which copies the table",
                """
                PostgreSQL writes a copy of the table and of its indexes, and holds ACCESS EXCLUSIVE until it is
                complete. An unlogged table is also empty after a crash.""",
                """
                Create the new table as it should be, fill it in batches, and exchange the two."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(
                statement,
                Change.Copy.class,
                (table, copy) -> findings.add(
                        this,
                        copy.at(),
                        table,
                        "SET " + copy.what() + " copies " + table
                                + " and its indexes, and blocks all reads and writes meanwhile"));
    }
}
