package org.schemuse.importer.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.row.Table;

/**
 * A world for one transaction alone, in which rows can be moved in any order: foreign keys are gone, user triggers are
 * silent, and the owner sees every row. All of it is back, and checked, before the transaction commits.
 */
final class ExclusiveWorld {
    private static final int LOCK_SECONDS = 10;

    private ExclusiveWorld() {}

    /**
     * Does the work in one transaction.
     *
     * @throws ImportRefused if others use the tables, or what is left breaks a foreign key; nothing was changed then
     */
    static <T> T use(WorldSchema schema, Handle handle, Function<Handle, T> work) {
        return handle.inTransaction(transaction -> {
            transaction.execute("SET LOCAL lock_timeout TO '" + LOCK_SECONDS + "s'");
            transaction.execute("SET LOCAL maintenance_work_mem TO '128MB'");
            transaction.execute("SET LOCAL work_mem TO '64MB'"); // sets of rows meet here, not rows
            Attachment.execute(transaction, "LOCK TABLE " + tables() + " IN ACCESS EXCLUSIVE MODE");
            List<Attachment> removed = Attachment.all(transaction).stream()
                    .filter(thing -> thing.foreignKey() || thing.trigger())
                    .collect(Collectors.toCollection(ArrayList::new));
            List<String> forced = schema.forcedTables(transaction);
            schema.showEverything(transaction);
            removed.forEach(thing -> thing.remove(transaction));
            T result = work.apply(transaction);
            removed.forEach(thing -> thing.makeAgain(transaction));
            forced.forEach(
                    table -> Attachment.execute(transaction, "ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY"));
            return result;
        });
    }

    private static String tables() {
        return Arrays.stream(Table.values()).map(Table::sqlName).collect(Collectors.joining(", "));
    }
}
