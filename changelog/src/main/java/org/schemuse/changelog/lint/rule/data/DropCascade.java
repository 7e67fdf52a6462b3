package org.schemuse.changelog.lint.rule.data;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** DROP ... CASCADE takes what depends on the object, without naming it. */
public final class DropCascade extends Rule {
    public DropCascade() {
        super(RuleNote.of("drop-cascade", Topic.DATA, Severity.ERROR, "DROP ... CASCADE", """
                PostgreSQL also drops views, policies, foreign keys and defaults that the statement does not name. A
                rollback does not know them.""", """
                Drop each dependent object by name. PostgreSQL lists them when it refuses the DROP without CASCADE."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Drop.class)
                .filter(drop -> drop.options().contains("CASCADE"))
                .ifPresent(drop -> findings.add(
                        this, statement.at(), message(drop.names().get(0).toString())));
        statement
                .as(Action.AlterTable.class)
                .ifPresent(alter -> alter.changes().forEach(change -> {
                    if (change instanceof Change.DropColumn drop && drop.cascade()) {
                        findings.add(this, drop.at(), message(drop.column()));
                    } else if (change instanceof Change.DropConstraint drop && drop.cascade()) {
                        findings.add(this, drop.at(), message(drop.name()));
                    }
                }));
    }

    private static String message(String name) {
        return "also drops everything that depends on " + name;
    }
}
