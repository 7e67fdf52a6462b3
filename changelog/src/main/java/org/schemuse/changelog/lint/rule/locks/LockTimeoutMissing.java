package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Locks;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Statement;

/** Who waits for a strong lock makes everybody behind wait too. */
public final class LockTimeoutMissing extends Rule {
    public LockTimeoutMissing() {
        super("lock-timeout-missing", Severity.ERROR, "a lock that is waited for without end");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
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
                        "waits for a lock on " + table
                                + " without end, and everybody behind it: no lock_timeout is in force"));
    }
}
