package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Column;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** A column that must have a value cannot be added to rows that have none. */
public final class AddRequiredColumn extends Rule {
    public AddRequiredColumn() {
        super("add-required-column", Severity.ERROR, "a new column that is NOT NULL and has no default");
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
        run.onExisting(statement, Change.AddColumn.class, (table, add) -> {
            Column column = add.column();
            boolean filled = !column.defaultValue().isEmpty()
                    || column.filled() != Column.Filled.NOT
                    || column.type().isSerial();
            boolean required = column.constraint(Constraint.Kind.NOT_NULL).isPresent()
                    || column.constraint(Constraint.Kind.PRIMARY_KEY).isPresent();
            if (required && !filled) {
                findings.add(
                        this, add.at(), table, "fails if " + table + " has a row, and breaks who writes without it");
            }
        });
    }
}
