package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** A check reads its whole table while nobody else may. */
public final class CheckNotNotValid extends Rule {
    public CheckNotNotValid() {
        super(
                "check-not-not-valid",
                Severity.ERROR,
                "a check constraint that is checked at once against a filled table");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(statement, Change.AddConstraint.class, (table, add) -> {
            Constraint check = add.constraint();
            if (check.kind() == Constraint.Kind.CHECK && !check.has(Constraint.Option.NOT_VALID)) {
                findings.add(this, add.at(), table, "closes " + table + " to everyone while every row is checked");
            }
        });
    }
}
