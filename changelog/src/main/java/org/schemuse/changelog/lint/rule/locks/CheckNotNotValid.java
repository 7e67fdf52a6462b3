package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** A check reads its whole table while nobody else may. */
public final class CheckNotNotValid extends Rule {
    public CheckNotNotValid() {
        super(RuleNote.dependingOnSize(
                "check-not-not-valid",
                Topic.LOCKS,
                Severity.ERROR,
                "a CHECK constraint that is checked at once on a non-empty table",
                """
                ADD CHECK reads the whole table under ACCESS EXCLUSIVE. All reads and writes wait until every row
                has been checked. The same is true for CHECK in ADD COLUMN.""",
                """
                Add the constraint NOT VALID, and validate it in a second changeset, which blocks neither reads nor
                writes."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.constraintsOnExisting(statement).stream()
                .filter(added ->
                        added.is(Constraint.Kind.CHECK) && !added.constraint().has(Constraint.Option.NOT_VALID))
                .forEach(added -> findings.add(
                        this,
                        added.at(),
                        added.table(),
                        "blocks all reads and writes of " + added.table() + " while every row is checked"));
    }
}
