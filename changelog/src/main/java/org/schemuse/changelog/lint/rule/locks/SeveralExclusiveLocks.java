package org.schemuse.changelog.lint.rule.locks;

import java.util.Optional;
import org.schemuse.changelog.lint.report.Severity;
import org.schemuse.changelog.lint.rule.Findings;
import org.schemuse.changelog.lint.rule.Locks;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.Run;
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Statement;

/** A transaction that locks two tables keeps the first while it waits for the second. */
public final class SeveralExclusiveLocks extends Rule {
    private String first;
    private boolean said;

    public SeveralExclusiveLocks() {
        super("several-exclusive-locks", Severity.WARNING, "one transaction that closes several tables to everyone");
    }

    @Override
    public void transaction() {
        first = null;
        said = false;
    }

    @Override
    public void statement(Statement statement, Run run, Findings findings) {
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
                        "waits for " + table + " while it keeps " + first
                                + " closed: deadlocks with who takes them the other way round");
                said = true;
            } else {
                first = table.key();
            }
        });
    }
}
