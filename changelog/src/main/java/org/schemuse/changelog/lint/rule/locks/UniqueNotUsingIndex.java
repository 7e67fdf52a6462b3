package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** A unique constraint builds its index while nobody may read the table. */
public final class UniqueNotUsingIndex extends Rule {
    public UniqueNotUsingIndex() {
        super("unique-not-using-index", Severity.ERROR, "a unique constraint that builds its index under a lock");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.constraintsOnExisting(statement).stream()
                .filter(added ->
                        added.is(Constraint.Kind.UNIQUE) && !added.constraint().has(Constraint.Option.USING_INDEX))
                .forEach(added -> findings.add(
                        this,
                        added.at(),
                        added.table(),
                        "closes " + added.table() + " to everyone while its index is built, and may fail"));
    }
}
