package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.ColumnDefinition;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** A column that must have a value cannot be added to rows that have none. */
public final class AddRequiredColumn extends Rule {
    public AddRequiredColumn() {
        super(RuleNote.dependingOnSize(
                "add-required-column",
                Topic.LOCKS,
                Severity.ERROR,
                "ADD COLUMN with NOT NULL and no default",
                """
                The statement fails if the table contains a row. If the table is empty, it succeeds, but programs
                that do not know the column yet can no longer insert.""",
                """
                Add a constant default, which does not rewrite the table. Or add the column without NOT NULL, fill
                it in batches, and set NOT NULL later (see set-not-null)."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(statement, Change.AddColumn.class, (table, add) -> {
            ColumnDefinition column = add.column();
            boolean filled = !column.defaultValue().isEmpty()
                    || column.filled() != ColumnDefinition.Filled.NOT
                    || column.type().isSerial();
            boolean required = column.constraint(Constraint.Kind.NOT_NULL).isPresent()
                    || column.constraint(Constraint.Kind.PRIMARY_KEY).isPresent();
            if (required && !filled) {
                findings.add(
                        this,
                        add.at(),
                        table,
                        "fails if " + table + " contains rows, and breaks every INSERT that omits the column");
            }
        });
    }
}
