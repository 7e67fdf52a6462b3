package org.schemuse.changelog.lint.rule.locks;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.report.Topic;
import org.schemuse.changelog.lint.rule.Locks;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Statement;

/** A transaction that locks two tables keeps the first while it waits for the second. */
public final class SeveralExclusiveLocks extends Rule {
    private @Nullable String first;
    private boolean said;

    public SeveralExclusiveLocks() {
        super(RuleNote.dependingOnSize(
                "several-exclusive-locks",
                Topic.LOCKS,
                Severity.WARNING,
                "a transaction that locks several tables exclusively",
                """
                The transaction holds the first lock while it waits for the second. A transaction that uses the
                opposite order can deadlock with it.""",
                """
                Use one changeset per table."""));
    }

    @Override
    public void transaction() {
        first = null;
        said = false;
    }

    @Override
    public void statement(Statement statement, Run run, RuleFindings findings) {
        if (said || !run.inTransaction()) {
            return;
        }
        Optional<Name> closed = Locks.exclusive(statement).stream()
                .filter(table -> run.isExisting(table) && !run.isNewIndex(table))
                .findFirst();
        closed.filter(table -> !table.key().equals(first)).ifPresent(table -> {
            if (first != null) {
                findings.add(
                        this,
                        statement.at(),
                        table,
                        "locks " + table + " while it still locks " + first
                                + "; a transaction that uses the opposite order can deadlock");
                said = true;
            } else {
                first = table.key();
            }
        });
    }
}
