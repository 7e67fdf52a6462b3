package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Creating a trigger stops writers for a moment, and waits for all of them. */
public final class TriggerOnExisting extends Rule {
    public TriggerOnExisting() {
        super(RuleNote.dependingOnSize(
                "trigger-on-existing",
                Topic.LOCKS,
                Severity.INFO,
                "a trigger or row-level security on a non-empty table",
                """
                CREATE TRIGGER takes SHARE ROW EXCLUSIVE, ENABLE ROW LEVEL SECURITY takes ACCESS EXCLUSIVE. Both are
                short, but wait for every session that uses the table, and later sessions wait for them.""",
                """
                Keep lock_timeout set, and avoid busy hours."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.CreateTrigger.class)
                .filter(trigger -> run.isExisting(trigger.table()))
                .ifPresent(trigger -> findings.add(
                        this,
                        statement.at(),
                        trigger.table(),
                        "waits for every writer of " + trigger.table() + ", and blocks new ones for a moment"));
        run.onExisting(statement, Change.RowSecurity.class, (table, change) -> {
            if (!change.state().equals("DISABLE") && !change.state().equals("NO FORCE")) {
                findings.add(
                        this,
                        change.at(),
                        table,
                        "waits for every session that uses " + table + ", and blocks new ones for a moment");
            }
        });
    }
}
