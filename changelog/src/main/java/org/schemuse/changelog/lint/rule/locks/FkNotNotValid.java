package org.schemuse.changelog.lint.rule.locks;

import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Statement;

/** A foreign key reads its whole table while both tables are closed to writers. */
public final class FkNotNotValid extends Rule {
    public FkNotNotValid() {
        super(RuleNote.dependingOnSize(
                "fk-not-not-valid",
                Topic.LOCKS,
                Severity.ERROR,
                "a foreign key that is checked at once on a non-empty table",
                """
                ADD FOREIGN KEY takes SHARE ROW EXCLUSIVE on both tables while it looks up every row. No session can
                write to either table. The same is true for REFERENCES in ADD COLUMN with a default; without a
                default, all values are NULL and PostgreSQL checks nothing.""",
                """
                Add the key NOT VALID, which binds new rows immediately, and validate it in a second changeset."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.constraintsOnExisting(statement).stream()
                .filter(added -> added.is(Constraint.Kind.FOREIGN_KEY) && isChecked(added))
                .forEach(added -> findings.add(
                        this,
                        added.at(),
                        added.table(),
                        "blocks writes to " + added.table() + " and "
                                + added.constraint().references() + " while every row is checked"));
    }

    /** The key of a new column that is NULL in every row refers to nothing: PostgreSQL does not look. */
    private static boolean isChecked(Run.AddedConstraint added) {
        boolean hasValues =
                added.column().map(column -> !column.defaultValue().isEmpty()).orElse(true);
        return hasValues && !added.constraint().has(Constraint.Option.NOT_VALID);
    }
}
