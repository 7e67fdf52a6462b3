package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** A foreign key reads its whole table while both tables are closed to writers. */
public final class FkNotNotValid extends Rule {
    public FkNotNotValid() {
        super("fk-not-not-valid", Severity.ERROR, "a foreign key that is checked at once against a filled table");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(statement, Change.AddConstraint.class, (table, add) -> {
            Constraint key = add.constraint();
            if (key.kind() == Constraint.Kind.FOREIGN_KEY && !key.has(Constraint.Option.NOT_VALID)) {
                findings.add(
                        this,
                        add.at(),
                        table,
                        "stops writes to " + table + " and " + key.references() + " while every row is checked");
            }
        });
    }
}
