package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Statement;

/** VACUUM FULL and CLUSTER copy the table while nobody may read it. */
public final class VacuumFullCluster extends Rule {
    public VacuumFullCluster() {
        super(RuleNote.dependingOnSize(
                "vacuum-full-cluster", Topic.LOCKS, Severity.ERROR, "VACUUM FULL and CLUSTER", """
                Both copy the whole table under ACCESS EXCLUSIVE. VACUUM FULL cannot run in a transaction.""", """
                Use plain VACUUM, which makes the space reusable while others work. To return it to the disk, use
                pg_repack."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        statement.as(Action.Rewrite.class).ifPresent(rewrite -> {
            String message = rewrite.command() + " copies the table, and blocks all reads and writes meanwhile";
            if (rewrite.tables().isEmpty()) {
                findings.add(this, statement.at(), message);
            }
            rewrite.tables().forEach(table -> findings.add(this, statement.at(), table, message));
        });
    }
}
