package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A dropped table takes its rows with it. */
public final class DropTable extends Rule {
    public DropTable() {
        super(RuleNote.of("drop-table", Topic.DATA, Severity.ERROR, "DROP TABLE", """
                The rows are lost. A rollback can create the table again, but it will be empty. Programs that name
                the table fail.""", """
                Remove every use of the table, wait for a release, keep a copy, and ignore this finding with that
                reason."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("TABLE"))
                .ifPresent(drop -> drop.names().stream()
                        .filter(run::isExisting)
                        .forEach(table -> findings.add(
                                this,
                                table.at(),
                                table,
                                "the rows of " + table + " are lost, and a rollback does not restore them")));
    }
}
