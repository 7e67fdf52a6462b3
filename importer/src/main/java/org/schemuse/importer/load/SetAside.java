package org.schemuse.importer.load;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Handle;

/**
 * Takes out of a load's way what makes it slow or would refuse it, and puts it back: foreign keys, keys and indexes of the
 * world's tables, user triggers, and FORCE ROW LEVEL SECURITY, under which a plain owner could not COPY. What is dropped
 * is written to {@code import_set_aside} in the same transaction, so it can be put back after any accident.
 */
public final class SetAside {
    private final WorldSchema schema;

    /** One row of the record that is still to be put back. */
    private record Missing(UUID run, int number, String kind, String table, String name, String definition) {
        boolean foreignKey() {
            return Attachment.isForeignKey(kind, definition);
        }
    }

    public SetAside(WorldSchema schema) {
        this.schema = schema;
    }

    /** Records everything and drops it, within the caller's transaction. */
    void drop(Handle handle, UUID run) {
        List<Attachment> things = Attachment.all(handle);
        int number = 0;
        for (Attachment thing : things) {
            handle.createUpdate("""
                            INSERT INTO import_set_aside (run_id, number, kind, table_name, name, definition)
                            VALUES (:run, :number, :kind, :table, :name, :definition)
                            """)
                    .bind("run", run)
                    .bind("number", number++)
                    .bind("kind", thing.kind())
                    .bind("table", thing.table())
                    .bind("name", thing.name())
                    .bind("definition", thing.definition())
                    .execute();
        }
        things.forEach(thing -> thing.remove(handle));
    }

    /**
     * Builds the indexes, on all connections at once, and makes the keys that stand on them.
     *
     * @param before runs before each of them, and ends it all by an exception
     */
    public void restoreKeysAndIndexes(Runnable before) throws InterruptedException {
        List<Missing> missing = missing();
        inParallel(missing.stream().filter(m -> m.kind().equals("index")).toList(), before, this::restore);
        missing.stream()
                .filter(m -> m.kind().equals("constraint") && !m.foreignKey())
                .forEach(this::restore);
    }

    /** Makes the foreign keys: first without looking at the rows, which locks two tables each, then all rows at once. */
    public void restoreForeignKeys(Runnable before) throws InterruptedException {
        List<Missing> keys = missing().stream().filter(Missing::foreignKey).toList();
        try (Handle handle = schema.open()) {
            for (Missing key : keys) {
                if (!exists(handle, key)) {
                    Attachment.execute(handle, key.definition() + " NOT VALID");
                }
            }
        }
        inParallel(keys, before, this::validate);
    }

    private static boolean exists(Handle handle, Missing key) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM pg_constraint WHERE conrelid = :table::regclass AND conname = :name)")
                .bind("table", key.table())
                .bind("name", key.name())
                .mapTo(Boolean.class)
                .one();
    }

    /** Brings the triggers back. */
    public void restoreTriggers() {
        missing().stream().filter(m -> m.kind().equals("trigger")).forEach(this::restore);
    }

    /** Puts FORCE ROW LEVEL SECURITY back, within the caller's transaction: from here on a plain owner sees no rows. */
    public void restoreRowSecurity(Handle handle) {
        missing(handle).stream()
                .filter(m -> m.kind().equals("force_row_security"))
                .forEach(m -> restore(handle, m));
    }

    private List<Missing> missing() {
        try (Handle handle = schema.open()) {
            return missing(handle);
        }
    }

    private static List<Missing> missing(Handle handle) {
        return handle.createQuery("""
                        SELECT run_id, number, kind, table_name, name, definition FROM import_set_aside
                        WHERE restored_at IS NULL ORDER BY number
                        """)
                .map((rs, context) -> new Missing(
                        rs.getObject("run_id", UUID.class),
                        rs.getInt("number"),
                        rs.getString("kind"),
                        rs.getString("table_name"),
                        rs.getString("name"),
                        rs.getString("definition")))
                .list();
    }

    private void restore(Missing thing) {
        try (Handle handle = schema.open()) {
            handle.useTransaction(transaction -> restore(transaction, thing));
        }
    }

    private static void restore(Handle handle, Missing thing) {
        handle.execute("SET LOCAL maintenance_work_mem TO '128MB'");
        Attachment.execute(handle, thing.definition());
        restored(handle, thing);
    }

    private void validate(Missing key) {
        try (Handle handle = schema.open()) {
            handle.useTransaction(transaction -> {
                Attachment.execute(
                        transaction,
                        "ALTER TABLE " + key.table() + " VALIDATE CONSTRAINT \""
                                + key.name().replace("\"", "\"\"") + "\"");
                restored(transaction, key);
            });
        }
    }

    private static void restored(Handle handle, Missing thing) {
        handle.createUpdate(
                        "UPDATE import_set_aside SET restored_at = clock_timestamp() WHERE run_id = :run AND number = :number")
                .bind("run", thing.run())
                .bind("number", thing.number())
                .execute();
    }

    /** What is done with one thing. */
    @FunctionalInterface
    private interface Restoring {
        void restore(Missing thing);
    }

    private static void inParallel(List<Missing> things, Runnable before, Restoring restoring)
            throws InterruptedException {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Missing thing : things) {
            tasks.add(() -> {
                before.run();
                restoring.restore(thing);
                return null;
            });
        }
        Connections.run(tasks);
    }
}
