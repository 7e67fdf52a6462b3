package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** Detaching a partition locks the partitioned table against everyone. */
public final class PartitionDetachNotConcurrent extends Rule {
    public PartitionDetachNotConcurrent() {
        super(RuleNote.dependingOnSize(
                "partition-detach-not-concurrent",
                Topic.LOCKS,
                Severity.WARNING,
                "DETACH PARTITION without CONCURRENTLY",
                """
                DETACH PARTITION takes ACCESS EXCLUSIVE on the partitioned table. Queries on all other partitions
                wait too.""",
                """
                Use DETACH PARTITION ... CONCURRENTLY in a separate changeset with runInTransaction:false."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(statement, Change.DetachPartition.class, (table, detach) -> {
            if (!detach.concurrently()) {
                findings.add(
                        this, detach.at(), table, "blocks all reads and writes of " + table + " and its partitions");
            }
        });
    }
}
