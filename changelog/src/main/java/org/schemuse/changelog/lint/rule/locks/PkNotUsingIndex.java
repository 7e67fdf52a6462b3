package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** A primary key builds its index while nobody may read the table. */
public final class PkNotUsingIndex extends Rule {
    public PkNotUsingIndex() {
        super(RuleNote.dependingOnSize(
                "pk-not-using-index",
                Topic.LOCKS,
                Severity.ERROR,
                "a primary key that builds its index under a lock",
                """
                ADD PRIMARY KEY builds its index under ACCESS EXCLUSIVE and sets NOT NULL. It fails if there is a
                duplicate. The same is true for PRIMARY KEY in ADD COLUMN.""",
                """
                Build a unique index CONCURRENTLY, set the column NOT NULL (see set-not-null), then ADD PRIMARY KEY
                USING INDEX."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.constraintsOnExisting(statement).stream()
                .filter(added -> added.is(Constraint.Kind.PRIMARY_KEY)
                        && !added.constraint().has(Constraint.Option.USING_INDEX))
                .forEach(added -> findings.add(
                        this,
                        added.at(),
                        added.table(),
                        "blocks all reads and writes of " + added.table() + " while its index is built, and may fail"));
    }
}
