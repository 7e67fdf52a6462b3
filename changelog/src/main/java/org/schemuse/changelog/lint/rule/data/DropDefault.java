package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Without its default, a column that an INSERT omits is NULL. */
public final class DropDefault extends Rule {
    public DropDefault() {
        super(RuleNote.of("drop-default", Topic.DATA, Severity.WARNING, "DROP DEFAULT", """
                An INSERT that omits the column now writes NULL, or fails if the column is NOT NULL.""", """
                Check every INSERT first, then ignore this finding with that reason."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(
                statement,
                Change.DropDefault.class,
                (table, drop) -> findings.add(
                        this,
                        drop.at(),
                        table,
                        "an INSERT that omits " + table + "." + drop.column() + " now writes NULL or fails"));
    }
}
