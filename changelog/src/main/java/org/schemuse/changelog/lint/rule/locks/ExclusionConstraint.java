package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** An exclusion constraint can neither be NOT VALID nor use an index that is there. */
public final class ExclusionConstraint extends Rule {
    public ExclusionConstraint() {
        super(RuleNote.dependingOnSize(
                "exclusion-constraint",
                Topic.LOCKS,
                Severity.ERROR,
                "an exclusion constraint on a non-empty table",
                """
                PostgreSQL builds the constraint's index under ACCESS EXCLUSIVE. An exclusion constraint can neither
                be NOT VALID nor use an existing index.""",
                """
                Add the constraint when the table is created, or plan a maintenance window."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(statement, Change.AddConstraint.class, (table, add) -> {
            if (add.constraint().kind() == Constraint.Kind.EXCLUDE) {
                findings.add(
                        this, add.at(), table, "blocks all reads and writes of " + table + " while its index is built");
            }
        });
    }
}
