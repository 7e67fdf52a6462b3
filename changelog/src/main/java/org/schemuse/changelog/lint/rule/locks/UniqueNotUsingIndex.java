package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** A unique constraint builds its index while nobody may read the table. */
public final class UniqueNotUsingIndex extends Rule {
    public UniqueNotUsingIndex() {
        super("unique-not-using-index", Severity.ERROR, "a unique constraint that builds its index under a lock");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(statement, Change.AddConstraint.class, (table, add) -> {
            Constraint unique = add.constraint();
            if (unique.kind() == Constraint.Kind.UNIQUE && !unique.has(Constraint.Option.USING_INDEX)) {
                findings.add(
                        this,
                        add.at(),
                        table,
                        "closes " + table + " to everyone while its index is built, and may fail");
            }
        });
    }
}
