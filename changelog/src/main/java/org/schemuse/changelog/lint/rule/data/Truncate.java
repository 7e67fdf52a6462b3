package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** TRUNCATE removes every row. */
public final class Truncate extends Rule {
    public Truncate() {
        super(RuleNote.of("truncate", Topic.DATA, Severity.ERROR, "TRUNCATE", """
                All rows are lost, and a rollback of the changeset does not restore them. TRUNCATE ignores row-level
                security and holds ACCESS EXCLUSIVE.""", """
                Delete the rows that must go with DELETE and a condition, or ignore this finding with the reason."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Truncate.class)
                .filter(truncate -> !truncate.cascade())
                .ifPresent(truncate -> truncate.tables().stream()
                        .filter(run::isExisting)
                        .forEach(table -> findings.add(this, table.at(), table, "all rows of " + table + " are lost")));
    }
}
