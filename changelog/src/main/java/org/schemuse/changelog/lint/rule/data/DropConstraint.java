package org.schemuse.changelog.lint.rule.data;

import java.util.HashSet;
import java.util.Set;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Statement;

/** What a constraint kept out comes in when it is gone. */
public final class DropConstraint extends Rule {
    /** What this changelog added it may take away, as the check that helps SET NOT NULL. */
    private final Set<String> added = new HashSet<>();

    public DropConstraint() {
        super(RuleNote.of("drop-constraint", Topic.DATA, Severity.WARNING, "DROP CONSTRAINT", """
                From now on, rows can be written that the constraint refused. It cannot be restored while such rows
                exist. The rule ignores a constraint that this changelog added itself, such as the check of
                set-not-null.""", """
                Add the new constraint before you drop the old one, and ignore this finding with the reason."""));
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        run.onExisting(statement, Change.DropConstraint.class, (table, drop) -> {
            if (!added.contains(table + " " + drop.name())) {
                findings.add(
                        this, drop.at(), table, "rows that " + drop.name() + " refused can be written from now on");
            }
        });
        run.onExisting(
                statement,
                Change.AddConstraint.class,
                (table, add) -> added.add(table + " " + add.constraint().name()));
    }
}
