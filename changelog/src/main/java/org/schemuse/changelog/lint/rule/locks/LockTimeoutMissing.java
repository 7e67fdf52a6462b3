package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Locks;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Statement;

/** Who waits for a strong lock makes everybody behind wait too. */
public final class LockTimeoutMissing extends Rule {
    public LockTimeoutMissing() {
        super(RuleNote.dependingOnSize(
                "lock-timeout-missing", Topic.LOCKS, Severity.ERROR, "a lock without lock_timeout", """
                While a statement waits for a strong lock, every later query on the table waits for it, reads
                included. Schemuse sets lock_timeout for each changeset; this one removes it. In a file of plain SQL
                nothing sets it.""", """
                Set a timeout: SET LOCAL lock_timeout = '2s'. If it expires, schemuse migrate tries the changeset
                again."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        if (run.hasLockTimeout()) {
            return;
        }
        Locks.againstWriters(statement).stream()
                .filter(table -> run.isExisting(table) && !run.isNewIndex(table))
                .findFirst()
                .ifPresent(table -> findings.add(
                        this,
                        statement.at(),
                        table,
                        "may wait forever for a lock on " + table
                                + " and block every later query: no lock_timeout is set"));
    }
}
