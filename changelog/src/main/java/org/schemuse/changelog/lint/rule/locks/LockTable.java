package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Locks;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** An explicit lock blocks more, and longer, than the statements need. */
public final class LockTable extends Rule {
    public LockTable() {
        super(RuleNote.dependingOnSize(
                "lock-table", Topic.LOCKS, Severity.WARNING, "LOCK TABLE that blocks other sessions", """
                The lock lasts until the transaction ends. Without a mode it is ACCESS EXCLUSIVE, which blocks reads
                too.""", """
                Let each statement take the lock that it needs. If the lock is necessary, use the weakest mode."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement
                .as(Action.Lock.class)
                .filter(lock -> !Locks.againstWriters(statement).isEmpty())
                .ifPresent(lock -> lock.tables().stream()
                        .filter(run::isExisting)
                        .forEach(table -> findings.add(
                                this,
                                table.at(),
                                table,
                                "holds " + lock.mode() + " on " + table + " until the transaction ends")));
    }
}
