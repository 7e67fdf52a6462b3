package org.schemuse.importer.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.row.Table;

/**
 * Takes out of a load's way what makes it slow or would refuse it, and puts it back: foreign keys, keys and indexes of the
 * world's tables, user triggers, and FORCE ROW LEVEL SECURITY, under which a plain owner could not COPY. What is dropped
 * is written to {@code import_set_aside} in the same transaction, so it can be put back after any accident.
 */
public final class SetAside {
    private static final String CONSTRAINT = "constraint";

    private final WorldSchema schema;

    /** One row of the record that is still to be put back. */
    private record Missing(UUID run, int number, String kind, String table, String name, String definition) {
        boolean foreignKey() {
            return Attachment.isForeignKey(kind, definition);
        }

        String quotedName() {
            return '"' + name.replace("\"", "\"\"") + '"';
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
     * Builds the indexes, on all connections at once and those of the largest tables first, and makes the keys that stand
     * on them.
     *
     * @param before runs before each of them, and ends it all by an exception
     */
    public void restoreKeysAndIndexes(Runnable before) throws InterruptedException {
        try (Handle handle = schema.openWorker()) {
            List<Missing> missing = missing(handle);
            List<Consumer<Handle>> indexes = new ArrayList<>();
            missing.stream()
                    .filter(m -> m.kind().equals("index"))
                    .sorted(largestFirst(handle, Missing::table))
                    .forEach(index -> indexes.add(worker -> {
                        before.run();
                        restore(worker, index);
                    }));
            Connections.run(schema, indexes);
            restore(handle, missing, m -> m.kind().equals(CONSTRAINT) && !m.foreignKey());
        }
    }

    /**
     * Makes the foreign keys without looking at the rows, which locks two tables each, and gives back what is left to do:
     * to look at the rows of each table, and then to analyse it.
     */
    public StagedWork foreignKeys(String validating, String analysing) {
        try (Handle handle = schema.openWorker()) {
            List<Missing> keys =
                    missing(handle).stream().filter(Missing::foreignKey).toList();
            for (Missing key : keys) {
                if (!exists(handle, key)) {
                    Attachment.execute(handle, key.definition() + (partitioned(handle, key) ? "" : " NOT VALID"));
                }
            }
            Map<String, List<Missing>> tables = new LinkedHashMap<>();
            for (Table table : Table.values()) {
                tables.put(table.sqlName(), new ArrayList<>());
            }
            keys.forEach(key -> tables.computeIfAbsent(key.table(), table -> new ArrayList<>())
                    .add(key));
            List<String> largestFirst = tables.keySet().stream()
                    .sorted(largestFirst(handle, table -> table))
                    .toList();
            StagedWork work = new StagedWork();
            // The keys of a table lock it against each other, so one connection takes them in turn.
            largestFirst.forEach(table ->
                    work.add(validating, worker -> tables.get(table).forEach(key -> validate(worker, key))));
            largestFirst.forEach(table -> work.add(analysing, worker -> worker.execute("ANALYZE " + table)));
            return work;
        }
    }

    private static <T> Comparator<T> largestFirst(Handle handle, Function<T, String> table) {
        Map<String, Long> sizes = new HashMap<>();
        return Comparator.comparing(
                thing -> sizes.computeIfAbsent(
                        table.apply(thing),
                        name -> handle.createQuery("SELECT pg_table_size(:table::regclass)")
                                .bind("table", name)
                                .mapTo(Long.class)
                                .one()),
                Comparator.reverseOrder());
    }

    private static boolean exists(Handle handle, Missing key) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM pg_constraint WHERE conrelid = :table::regclass AND conname = :name)")
                .bind("table", key.table())
                .bind("name", key.name())
                .mapTo(Boolean.class)
                .one();
    }

    /** Before PostgreSQL 18 a partitioned table has no foreign key that is not valid. */
    private static boolean partitioned(Handle handle, Missing key) {
        return handle.createQuery("SELECT relkind = 'p' FROM pg_class WHERE oid = :table::regclass")
                .bind("table", key.table())
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * Takes away the foreign keys of a run that are back already, within the caller's transaction: a table that others
     * refer to cannot be emptied.
     */
    void dropForeignKeysAgain(Handle handle, UUID run) {
        for (Missing thing : recorded(handle, "run_id = '" + run + "'")) {
            if (thing.foreignKey()) {
                Attachment.execute(
                        handle, "ALTER TABLE " + thing.table() + " DROP CONSTRAINT IF EXISTS " + thing.quotedName());
                handle.createUpdate(
                                "UPDATE import_set_aside SET restored_at = NULL WHERE run_id = :run AND number = :number")
                        .bind("run", run)
                        .bind("number", thing.number())
                        .execute();
            }
        }
    }

    /** Brings the triggers back. */
    public void restoreTriggers() {
        try (Handle handle = schema.openWorker()) {
            restore(handle, missing(handle), m -> m.kind().equals("trigger"));
        }
    }

    /** Puts FORCE ROW LEVEL SECURITY back, within the caller's transaction: from here on a plain owner sees no rows. */
    public void restoreRowSecurity(Handle handle) {
        missing(handle).stream()
                .filter(m -> m.kind().equals("force_row_security"))
                .forEach(m -> put(handle, m));
    }

    private static List<Missing> missing(Handle handle) {
        return recorded(handle, "restored_at IS NULL");
    }

    private static List<Missing> recorded(Handle handle, String which) {
        return handle.createQuery("""
                        SELECT run_id, number, kind, table_name, name, definition FROM import_set_aside
                        WHERE <which> ORDER BY number
                        """)
                .define("which", which)
                .map((rs, context) -> new Missing(
                        rs.getObject("run_id", UUID.class),
                        rs.getInt("number"),
                        rs.getString("kind"),
                        rs.getString("table_name"),
                        rs.getString("name"),
                        rs.getString("definition")))
                .list();
    }

    /** In one transaction all of them that are wanted. */
    private static void restore(Handle handle, List<Missing> things, Predicate<Missing> wanted) {
        handle.useTransaction(transaction -> things.stream().filter(wanted).forEach(thing -> put(transaction, thing)));
    }

    private static void restore(Handle handle, Missing thing) {
        handle.useTransaction(transaction -> put(transaction, thing));
    }

    private static void put(Handle handle, Missing thing) {
        handle.execute("SET LOCAL maintenance_work_mem TO '128MB'");
        Attachment.execute(handle, thing.definition());
        restored(handle, thing);
    }

    private static void validate(Handle handle, Missing key) {
        handle.useTransaction(transaction -> {
            Attachment.execute(transaction, "ALTER TABLE " + key.table() + " VALIDATE CONSTRAINT " + key.quotedName());
            restored(transaction, key);
        });
    }

    private static void restored(Handle handle, Missing thing) {
        handle.createUpdate(
                        "UPDATE import_set_aside SET restored_at = clock_timestamp() WHERE run_id = :run AND number = :number")
                .bind("run", thing.run())
                .bind("number", thing.number())
                .execute();
    }
}
