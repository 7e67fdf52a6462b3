package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Creating a trigger stops writers for a moment, and waits for all of them. */
public final class TriggerOnExisting extends Rule {
    public TriggerOnExisting() {
        super("trigger-on-existing", Severity.INFO, "a trigger or row-level security for a table that may be filled");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        statement
                .as(Action.CreateTrigger.class)
                .filter(trigger -> run.isExisting(trigger.table()))
                .ifPresent(trigger -> findings.add(
                        this,
                        statement.at(),
                        trigger.table(),
                        "waits for every writer of " + trigger.table() + ", for a moment"));
        run.onExisting(
                statement,
                Change.RowSecurity.class,
                (table, change) -> findings.add(
                        this, change.at(), table, "waits for everyone at work on " + table + ", for a moment"));
    }
}
