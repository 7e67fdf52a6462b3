package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Who reads a column that was never null may not expect that it is. */
public final class DropNotNull extends Rule {
    public DropNotNull() {
        super(RuleNote.of("drop-not-null", Topic.DATA, Severity.WARNING, "DROP NOT NULL", """
                Programs that never read NULL from this column may fail at the first one.""", """
                Check every reader of the column, then ignore this finding with that reason."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(
                statement,
                Change.DropNotNull.class,
                (table, drop) -> findings.add(
                        this,
                        drop.at(),
                        table,
                        "programs that read " + table + "." + drop.column() + " may not expect NULL"));
    }
}
