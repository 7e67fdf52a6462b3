package org.schemuse.changelog.lint.rule.locks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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

/** SET NOT NULL reads its table while nobody else may, unless a validated check has proved it. */
public final class SetNotNull extends Rule {
    private final Map<String, String> checks = new HashMap<>();
    private final Set<String> proved = new HashSet<>();

    public SetNotNull() {
        super(RuleNote.dependingOnSize(
                "set-not-null", Topic.LOCKS, Severity.ERROR, "SET NOT NULL that reads the whole table", """
                SET NOT NULL reads the whole table under ACCESS EXCLUSIVE, and fails if one row has no value.""", """
                Add CHECK (column IS NOT NULL) NOT VALID, fill the column, and validate the check in a second
                changeset. SET NOT NULL then skips the scan; drop the check afterwards."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(statement, Change.AddConstraint.class, (table, add) -> {
            if (add.constraint().kind() == Constraint.Kind.CHECK) {
                checks.put(
                        table + " " + add.constraint().name(),
                        table + " " + add.constraint().text());
            }
        });
        run.onExisting(
                statement,
                Change.ValidateConstraint.class,
                (table, validate) -> proved.add(checks.getOrDefault(table + " " + validate.name(), "")));
        run.onExisting(statement, Change.SetNotNull.class, (table, set) -> {
            if (!proved.contains(table + " " + set.column() + " is not null")) {
                findings.add(
                        this,
                        set.at(),
                        table,
                        "blocks all reads and writes of " + table + " while every row is read, and may fail");
            }
        });
    }
}
