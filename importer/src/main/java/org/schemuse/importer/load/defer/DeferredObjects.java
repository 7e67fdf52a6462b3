package org.schemuse.importer.load.defer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.target.StagedWork;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.load.target.WorkerConnections;
import org.schemuse.postgres.Quoting;

/**
 * Drops foreign keys, keys and indexes of the tables before a load, and, unless only those are asked for, disables user triggers and
 * lifts FORCE ROW LEVEL SECURITY, under which a plain owner could not COPY; closes the tables to other sessions; restores all of it afterwards.
 * What is dropped is written to {@code import_deferred_objects} in the same transaction, so it can be restored after any accident,
 * and is deleted there in the transaction that opens the tables again. Restoring what is there already does nothing.
 */
public final class DeferredObjects {
    /** Others who use the tables get this long to end what they do. */
    public static final int LOCK_SECONDS = 10;

    private final Target target;
    private final TargetSchema schema;
    private final boolean keysOnly;

    private DeferredObjects(Target target, boolean keysOnly) {
        this.target = target;
        this.schema = target.schema();
        this.keysOnly = keysOnly;
    }

    /** What depends on the tables of a target; foreign keys from them to other tables stay in force. */
    public DeferredObjects(Target target) {
        this(target, false);
    }

    /**
     * Indexes, keys, and foreign keys to and from the tables of a target. Triggers fire and policies hold meanwhile, for what
     * they do to a row belongs to it.
     */
    public static DeferredObjects keysAndIndexes(Target target) {
        return new DeferredObjects(target, true);
    }

    /**
     * Records everything and drops it, within the caller's transaction.
     *
     * @param message what other sessions read that the tables are closed to
     */
    public void drop(Handle handle, UUID run, String message) {
        // Closed first, so opened last: what is restored, is restored in reverse.
        List<DependentObject> things = new ArrayList<>(ClosedTables.closings(target, handle, run, message));
        things.addAll(dependent(handle));
        int number = 0;
        for (DependentObject thing : things) {
            handle.createUpdate("""
                            INSERT INTO import_deferred_objects (run_id, number, kind, table_name, name, definition)
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

    private List<DependentObject> dependent(Handle handle) {
        List<DependentObject> all = DependentObject.all(target, handle);
        if (!keysOnly) {
            return all;
        }
        List<DependentObject> things = new ArrayList<>(DependentObject.foreignKeysToOthers(target, handle));
        all.stream().filter(DependentObject::keyOrIndex).forEach(things::add);
        return things;
    }

    /**
     * Builds the indexes, on all connections at once and those of the largest tables first, and makes the keys that stand
     * on them.
     *
     * @param check asked several times a second, and ends it all by an exception
     */
    public void restoreKeysAndIndexes(UUID run, Runnable check) throws InterruptedException {
        try (Handle handle = schema.openWorker()) {
            List<DeferredObject> missing = missing(handle, run);
            List<Consumer<Handle>> indexes = new ArrayList<>();
            missing.stream()
                    .filter(m -> m.kind().equals("index"))
                    .sorted(largestFirst(handle, DeferredObject::table))
                    .forEach(index -> indexes.add(worker -> worker.useTransaction(index::restore)));
            WorkerConnections.run(schema, indexes, check);
            restore(handle, missing, m -> m.kind().equals(DeferredObject.CONSTRAINT) && !m.foreignKey());
        }
    }

    /**
     * Makes the foreign keys without looking at the rows, which locks two tables each, and gives back what is left to do:
     * to look at the rows of each table, and then to analyse it.
     */
    public StagedWork foreignKeys(UUID run, String validating, String analysing) {
        return foreignKeys(run, validating, analysing, Map.of());
    }

    /**
     * The same without foreign keys to rows that are not there yet.
     *
     * @param left names of those, by table, both as the system catalog has them
     */
    public StagedWork foreignKeys(UUID run, String validating, String analysing, Map<String, Set<String>> left) {
        try (Handle handle = schema.openWorker()) {
            List<DeferredObject> keys = missing(handle, run).stream()
                    .filter(thing -> thing.foreignKey() && !isAmong(handle, left, thing))
                    .toList();
            for (DeferredObject key : keys) {
                key.add(handle);
            }
            Map<String, List<DeferredObject>> tables = new LinkedHashMap<>();
            target.tables().names().forEach(table -> tables.put(table, new ArrayList<>()));
            keys.forEach(key -> tables.computeIfAbsent(key.table(), table -> new ArrayList<>())
                    .add(key));
            List<String> largestFirst = tables.keySet().stream()
                    .sorted(largestFirst(handle, table -> table))
                    .toList();
            StagedWork work = new StagedWork();
            // The keys of a table lock it against each other, so one connection takes them in turn.
            largestFirst.forEach(table -> work.add(
                    validating,
                    worker -> tables.getOrDefault(table, List.of())
                            .forEach(key -> worker.useTransaction(key::validate))));
            largestFirst.forEach(table -> work.add(analysing, worker -> worker.execute("ANALYZE " + table)));
            return work;
        }
    }

    private static boolean isAmong(Handle handle, Map<String, Set<String>> keys, DeferredObject thing) {
        return keys.entrySet().stream()
                .anyMatch(table -> table.getValue().contains(thing.name())
                        && handle.createQuery("SELECT to_regclass(:table) = to_regclass(:wanted)")
                                .bind("table", thing.table())
                                .bind("wanted", Quoting.identifier(table.getKey()))
                                .mapTo(Boolean.class)
                                .one());
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

    /** Whether a run has dropped anything that is not all restored. */
    public static boolean any(Handle handle, UUID run) {
        return !recorded(handle, "run_id = '" + run + "'").isEmpty();
    }

    /** Forgets what a run dropped with a table that is gone by now. */
    public static void forget(Handle handle, UUID run) {
        handle.createUpdate("DELETE FROM import_deferred_objects WHERE run_id = :run")
                .bind("run", run)
                .execute();
    }

    /**
     * Drops the foreign keys of a run that are restored already, within the caller's transaction: a table that others refer
     * to cannot be emptied.
     */
    public void dropForeignKeysAgain(Handle handle, UUID run) {
        for (DeferredObject thing : recorded(handle, "run_id = '" + run + "'")) {
            if (thing.foreignKey()) {
                thing.dropAgain(handle);
            }
        }
    }

    /** Enables the triggers again. */
    public void restoreTriggers(UUID run) {
        try (Handle handle = schema.openWorker()) {
            restore(handle, missing(handle, run), m -> m.kind().equals("trigger"));
        }
    }

    /**
     * Restores whatever is missing and lets other sessions in, within the caller's transaction, and deletes the record. From
     * here on a plain owner sees no rows.
     */
    public void restoreAll(Handle handle, UUID run) {
        List<DeferredObject> missing = missing(handle, run);
        Collections.reverse(missing);
        missing.forEach(thing -> thing.restore(handle));
        forget(handle, run);
    }

    private static List<DeferredObject> missing(Handle handle, UUID run) {
        return recorded(handle, "restored_at IS NULL AND run_id = '" + run + "'");
    }

    private static List<DeferredObject> recorded(Handle handle, String which) {
        return handle.createQuery("""
                        SELECT run_id, number, kind, table_name, name, definition FROM import_deferred_objects
                        WHERE <which> ORDER BY number
                        """)
                .define("which", which)
                .map((rs, context) -> new DeferredObject(
                        rs.getObject("run_id", UUID.class),
                        rs.getInt("number"),
                        rs.getString("kind"),
                        rs.getString("table_name"),
                        rs.getString("name"),
                        rs.getString("definition")))
                .list();
    }

    /** In one transaction all of them that are wanted. */
    private static void restore(Handle handle, List<DeferredObject> things, Predicate<DeferredObject> wanted) {
        handle.useTransaction(
                transaction -> things.stream().filter(wanted).forEach(thing -> thing.restore(transaction)));
    }
}
