package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Detaching a partition locks the partitioned table against everyone. */
public final class PartitionDetachNotConcurrent extends Rule {
    public PartitionDetachNotConcurrent() {
        super("partition-detach-not-concurrent", Severity.WARNING, "DETACH PARTITION without CONCURRENTLY");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(statement, Change.DetachPartition.class, (table, detach) -> {
            if (!detach.concurrently()) {
                findings.add(this, detach.at(), table, "locks all of " + table + " against readers and writers");
            }
        });
    }
}
