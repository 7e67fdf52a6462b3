package org.schemuse.changelog.lint.rule.locks;

import java.util.HashSet;
import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** Validated in the transaction that added it, a constraint keeps the strong lock all the while. */
public final class ValidateSameTransaction extends Rule {
    private final Set<String> added = new HashSet<>();

    public ValidateSameTransaction() {
        super(RuleNote.dependingOnSize(
                "validate-same-transaction",
                Topic.LOCKS,
                Severity.WARNING,
                "NOT VALID and VALIDATE in one transaction",
                """
                A lock is held until the transaction ends. In one transaction, VALIDATE reads the rows under the
                strong lock of ADD CONSTRAINT, so NOT VALID gains nothing.""",
                """
                Validate the constraint in a second changeset."""));
    }

    @Override
    public void transaction() {
        added.clear();
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(statement, Change.AddConstraint.class, (table, add) -> {
            if (add.constraint().has(Constraint.Option.NOT_VALID)) {
                added.add(table + " " + add.constraint().name());
            }
        });
        run.onExisting(statement, Change.ValidateConstraint.class, (table, validate) -> {
            if (run.inTransaction() && added.contains(table + " " + validate.name())) {
                findings.add(
                        this, validate.at(), table, "holds the lock of the ADD CONSTRAINT while every row is checked");
            }
        });
    }
}
