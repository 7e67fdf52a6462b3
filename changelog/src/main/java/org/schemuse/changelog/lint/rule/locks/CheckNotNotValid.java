package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
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
        run.constraintsOnExisting(statement).stream()
                .filter(added ->
                        added.is(Constraint.Kind.CHECK) && !added.constraint().has(Constraint.Option.NOT_VALID))
                .forEach(added -> findings.add(
                        this,
                        added.at(),
                        added.table(),
                        "closes " + added.table() + " to everyone while every row is checked"));
    }
}
