package org.schemuse.changelog.lint.rule.locks;

import java.util.HashSet;
import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** A partition is read before it is attached, unless a CHECK constraint proves that its rows belong there. */
public final class AttachPartitionScan extends Rule {
    private final Set<String> checked = new HashSet<>();

    public AttachPartitionScan() {
        super(RuleNote.dependingOnSize(
                "attach-partition-scan",
                Topic.LOCKS,
                Severity.WARNING,
                "ATTACH PARTITION that reads every row of the partition",
                """
                PostgreSQL checks that each row belongs into the partition, and holds ACCESS EXCLUSIVE on the
                partition meanwhile.""",
                """
                Add a CHECK constraint with the same condition NOT VALID, and validate it in a second changeset.
                PostgreSQL then skips the scan, if the columns are NOT NULL."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.constraintsOnExisting(statement).stream()
                .filter(added -> added.is(Constraint.Kind.CHECK))
                .forEach(added -> checked.add(added.table().key()));
        statement
                .as(Action.AlterTable.class)
                .ifPresent(alter -> alter.changes().forEach(change -> {
                    if (change instanceof Change.AttachPartition attach
                            && run.isExisting(attach.partition())
                            && !checked.contains(attach.partition().key())) {
                        findings.add(
                                this,
                                attach.at(),
                                attach.partition(),
                                "blocks all reads and writes of " + attach.partition() + " while every row is checked");
                    }
                }));
    }
}
