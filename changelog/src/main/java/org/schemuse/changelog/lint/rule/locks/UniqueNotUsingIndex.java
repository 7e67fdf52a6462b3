package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** A unique constraint builds its index while nobody may read the table. */
public final class UniqueNotUsingIndex extends Rule {
    public UniqueNotUsingIndex() {
        super(RuleNote.dependingOnSize(
                "unique-not-using-index",
                Topic.LOCKS,
                Severity.ERROR,
                "a unique constraint that builds its index under a lock",
                """
                ADD UNIQUE builds its index under ACCESS EXCLUSIVE, and fails at the first duplicate. The same is
                true for UNIQUE in ADD COLUMN.""",
                """
                Build a unique index CONCURRENTLY, then ADD CONSTRAINT ... UNIQUE USING INDEX."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.constraintsOnExisting(statement).stream()
                .filter(added ->
                        added.is(Constraint.Kind.UNIQUE) && !added.constraint().has(Constraint.Option.USING_INDEX))
                .forEach(added -> findings.add(
                        this,
                        added.at(),
                        added.table(),
                        "blocks all reads and writes of " + added.table() + " while its index is built, and may fail"));
    }
}
