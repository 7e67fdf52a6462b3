package org.schemuse.changelog.lint.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
    private static final Set<String> AGAINST_WRITERS =
            Set.of("SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE");

    private Locks() {}

    /** Tables it takes ACCESS EXCLUSIVE on: nobody reads. Of an index that is dropped, the index. */
    public static List<Name> exclusive(Statement statement) {
        Action action = statement.action();
        if (action instanceof Action.AlterTable alter) {
            return locked(alter, change -> isBesideWriters(change) || isForeignKey(change));
        }
        if (action instanceof Action.Truncate truncate) {
            return truncate.tables();
        }
        if (action instanceof Action.Drop drop) {
            return dropped(drop);
        }
        if (action instanceof Action.Lock lock && lock.mode().equals("ACCESS EXCLUSIVE")) {
            return lock.tables();
        }
        return described(action);
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
            return locked(alter, Locks::isBesideWriters);
        }
        if (action instanceof Action.Lock lock && AGAINST_WRITERS.contains(lock.mode())) {
            return lock.tables();
        }
        if (action instanceof Action.Reindex reindex && !reindex.concurrently()) {
            boolean one = reindex.kind().equals("TABLE") || reindex.kind().equals("INDEX");
            return one ? List.of(reindex.object()) : List.of();
        }
        return exclusive(statement);
    }

    private static List<Name> described(Action action) {
        if (action instanceof Action.CreatePolicy policy) {
            return List.of(policy.table());
        }
        if (action instanceof Action.CreateRule rule) {
            return List.of(rule.table());
        }
        return action instanceof Action.Rewrite rewrite ? rewrite.tables() : List.of();
    }

    private static List<Name> dropped(Action.Drop drop) {
        boolean index = drop.kind().equals("INDEX") && !drop.options().contains("CONCURRENTLY");
        if (!index && !LOCKING_DROPS.contains(drop.kind())) {
            return List.of();
        }
        return drop.table() == null ? drop.names() : List.of(drop.table());
    }

    /** The table, unless each of the changes is weaker; and the partition that is attached to it. */
    private static List<Name> locked(Action.AlterTable alter, Predicate<Change> isWeaker) {
        List<Name> locked = new ArrayList<>();
        if (!alter.changes().stream().allMatch(isWeaker)) {
            locked.add(alter.table());
        }
        for (Change change : alter.changes()) {
            if (change instanceof Change.AttachPartition attach) {
                locked.add(attach.partition());
            }
        }
        return locked;
    }

    /** Whether it takes SHARE UPDATE EXCLUSIVE only. */
    private static boolean isBesideWriters(Change change) {
        return change instanceof Change.ValidateConstraint
                || change instanceof Change.Setting
                || change instanceof Change.AttachPartition
                || (change instanceof Change.DetachPartition detach && detach.concurrently());
    }

    /** Whether it takes SHARE ROW EXCLUSIVE only. */
    private static boolean isForeignKey(Change change) {
        return change instanceof Change.AddConstraint add && add.constraint().references() != null;
    }
}
