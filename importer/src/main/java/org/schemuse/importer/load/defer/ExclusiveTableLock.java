package org.schemuse.importer.load.defer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.target.Target;

/**
 * The tables of a run for one transaction alone, in which rows can be moved in any order: foreign keys are gone, user triggers are
 * silent, and the owner sees every row. All of it is back, and checked, before the transaction commits.
 */
public final class ExclusiveTableLock {
    private static final int LOCK_SECONDS = 10;

    private ExclusiveTableLock() {}

    /**
     * Does the work in one transaction.
     *
     * @throws ImportRefusedException if others use the tables, or what is left breaks a foreign key; nothing was changed then
     */
    public static <T> T use(Target target, Handle handle, Function<Handle, T> work) {
        return handle.inTransaction(transaction -> {
            transaction.execute("SET LOCAL lock_timeout TO '" + LOCK_SECONDS + "s'");
            transaction.execute("SET LOCAL maintenance_work_mem TO '128MB'");
            transaction.execute("SET LOCAL work_mem TO '64MB'"); // sets of rows meet here, not rows
            DependentObject.execute(
                    transaction,
                    "LOCK TABLE " + String.join(", ", target.tables().names()) + " IN ACCESS EXCLUSIVE MODE");
            List<DependentObject> removed = DependentObject.all(target, transaction).stream()
                    .filter(thing -> thing.foreignKey() || thing.trigger())
                    .collect(Collectors.toCollection(ArrayList::new));
            return target.schema().seeingEverything(transaction, () -> {
                removed.forEach(thing -> thing.remove(transaction));
                T done = work.apply(transaction);
                removed.forEach(thing -> thing.makeAgain(transaction));
                return done;
            });
        });
    }
}
