package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** A dropped table takes its rows with it. */
public final class DropTable extends Rule {
    public DropTable() {
        super("drop-table", Severity.ERROR, "DROP TABLE");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.kind().equals("TABLE"))
                .ifPresent(drop -> drop.names().stream()
                        .filter(run::isExisting)
                        .forEach(table -> findings.add(
                                this,
                                table.at(),
                                table,
                                "the rows of " + table + " are gone, and no rollback brings them back")));
    }
}
