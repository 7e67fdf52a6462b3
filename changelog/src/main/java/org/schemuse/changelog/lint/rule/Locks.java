package org.schemuse.changelog.lint.rule;

import java.util.List;
import java.util.Set;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Statement;

/**
 * Which tables a statement locks so that others wait. By the tables of the PostgreSQL documentation, "Explicit Locking"
 * and "ALTER TABLE".
 */
public final class Locks {
    private static final Set<String> LOCKING_DROPS = Set.of("TABLE", "POLICY", "TRIGGER", "RULE");

    private Locks() {}

    /** Tables it takes ACCESS EXCLUSIVE on: nobody reads. */
    public static List<Name> exclusive(Statement statement) {
        Action action = statement.action();
        if (action instanceof Action.AlterTable alter) {
            boolean weaker = alter.changes().stream().allMatch(Locks::isWeaker);
            return weaker ? List.of() : List.of(alter.table());
        }
        if (action instanceof Action.Truncate truncate) {
            return truncate.tables();
        }
        if (action instanceof Action.Drop drop && LOCKING_DROPS.contains(drop.kind())) {
            return drop.table() == null ? drop.names() : List.of(drop.table());
        }
        if (action instanceof Action.CreatePolicy policy) {
            return List.of(policy.table());
        }
        return action instanceof Action.Rewrite rewrite && rewrite.table() != null
                ? List.of(rewrite.table())
                : List.of();
    }

    /** Tables on which it takes a lock that stops writers at least. */
    public static List<Name> againstWriters(Statement statement) {
        Action action = statement.action();
        if (action instanceof Action.CreateIndex index) {
            return index.options().contains("CONCURRENTLY") ? List.of() : List.of(index.table());
        }
        if (action instanceof Action.CreateTrigger trigger) {
            return List.of(trigger.table());
        }
        if (action instanceof Action.AlterTable alter) {
            return List.of(alter.table());
        }
        return exclusive(statement);
    }

    private static boolean isWeaker(Change change) {
        return change instanceof Change.ValidateConstraint
                || (change instanceof Change.DetachPartition detach && detach.concurrently())
                || (change instanceof Change.AddConstraint add
                        && add.constraint().references() != null);
    }
}
