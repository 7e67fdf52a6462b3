package org.schemuse.importer.load;

import java.sql.SQLException;
import java.sql.Statement;
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
    /**
     * In the order in which things are dropped, which is the reverse of the order in which they come back: foreign keys
     * before the keys they need, keys before the indexes they stand on.
     */
    private static final String FIND = """
            WITH world AS (
                SELECT c.oid, c.relname::text AS name, c.relforcerowsecurity AS forced
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = current_schema() AND c.relname IN (<tables>)
            ), found AS (
                SELECT 1 AS step, 'force_row_security' AS kind, name AS table_name, name AS name,
                       format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name) AS definition,
                       format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', name) AS removal
                FROM world WHERE forced
                UNION ALL
                SELECT 2, 'trigger', w.name, t.tgname, format('ALTER TABLE %I ENABLE TRIGGER %I', w.name, t.tgname),
                       format('ALTER TABLE %I DISABLE TRIGGER %I', w.name, t.tgname)
                FROM pg_trigger t JOIN world w ON w.oid = t.tgrelid
                WHERE NOT t.tgisinternal AND t.tgenabled = 'O'
                UNION ALL
                SELECT 3, 'constraint', c.conrelid::regclass::text, c.conname,
                       format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)),
                       format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname)
                FROM pg_constraint c
                WHERE c.contype = 'f' AND (c.conrelid IN (SELECT oid FROM world) OR c.confrelid IN (SELECT oid FROM world))
                UNION ALL
                SELECT 4, 'constraint', w.name, c.conname,
                       format('ALTER TABLE %I ADD CONSTRAINT %I %s USING INDEX %I', w.name, c.conname,
                              CASE c.contype WHEN 'p' THEN 'PRIMARY KEY' ELSE 'UNIQUE' END, i.relname),
                       format('ALTER TABLE %I DROP CONSTRAINT %I', w.name, c.conname)
                FROM pg_constraint c JOIN world w ON w.oid = c.conrelid JOIN pg_class i ON i.oid = c.conindid
                WHERE c.contype IN ('p', 'u')
                UNION ALL
                SELECT 5, 'index', w.name, i.relname, pg_get_indexdef(x.indexrelid),
                       CASE WHEN EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = x.indexrelid AND c.contype IN ('p', 'u'))
                            THEN NULL ELSE format('DROP INDEX %I', i.relname) END
                FROM pg_index x JOIN world w ON w.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
            )
            SELECT kind, table_name, name, definition, removal FROM found ORDER BY step, table_name, name
            """;

    private static final String CONSTRAINT = "constraint";

    /** Two tables take most of the time, one each connection; what else is done begins behind them. */
    private static final int AFTER_THE_LARGEST = 2;

    private final WorldSchema schema;

    /** One thing, how it is made again, and how it is removed ({@code null}: with something else). */
    private record Thing(String kind, String table, String name, String definition, String removal) {}

    /** One row of the record that is still to be put back. */
    private record Missing(UUID run, int number, String kind, String table, String name, String definition) {
        boolean foreignKey() {
            return kind.equals(CONSTRAINT) && definition.contains(" FOREIGN KEY ");
        }
    }

    public SetAside(WorldSchema schema) {
        this.schema = schema;
    }

    /** Records everything and drops it, within the caller's transaction. */
    void drop(Handle handle, UUID run) {
        List<Thing> things = handle.createQuery(FIND)
                .bindList("tables", tableNames())
                .map((rs, context) -> new Thing(
                        rs.getString("kind"),
                        rs.getString("table_name"),
                        rs.getString("name"),
                        rs.getString("definition"),
                        rs.getString("removal")))
                .list();
        int number = 0;
        for (Thing thing : things) {
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
        things.stream().filter(thing -> thing.removal() != null).forEach(thing -> execute(handle, thing.removal()));
    }

    /** Runs a statement as it is: a definition may hold what JDBI would take for a parameter. */
    private static void execute(Handle handle, String definition) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.execute(definition);
        } catch (SQLException e) {
            throw ImportRefused.by(e, definition);
        }
    }

    private static List<String> tableNames() {
        List<String> names = new ArrayList<>();
        for (Table table : Table.values()) {
            names.add(table.sqlName());
        }
        return names;
    }

    /**
     * Builds the indexes, on all connections at once and those of the largest tables first, and makes the keys that stand
     * on them.
     *
     * @param before runs before each of them, and ends it all by an exception
     */
    public void restoreKeysAndIndexes(Runnable before) throws InterruptedException {
        try (Handle handle = schema.open()) {
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
     * Makes the foreign keys: first without looking at the rows, which locks two tables each, then the rows of all tables
     * at once. Each table is analysed when its keys are done.
     *
     * @param before runs before each table, and ends it all by an exception
     * @param meanwhile is done on one of the connections; it may read whatever it wants
     */
    public void restoreForeignKeys(Runnable before, Consumer<Handle> meanwhile) throws InterruptedException {
        try (Handle handle = schema.open()) {
            List<Missing> keys =
                    missing(handle).stream().filter(Missing::foreignKey).toList();
            for (Missing key : keys) {
                if (!exists(handle, key)) {
                    execute(handle, key.definition() + " NOT VALID");
                }
            }
            Map<String, List<Missing>> tables = new LinkedHashMap<>();
            tableNames().forEach(table -> tables.put(table, new ArrayList<>()));
            keys.forEach(key -> tables.computeIfAbsent(key.table(), table -> new ArrayList<>())
                    .add(key));
            List<Consumer<Handle>> work = new ArrayList<>();
            // Both statements lock the table against each other, so one connection takes them in turn.
            tables.keySet().stream()
                    .sorted(largestFirst(handle, table -> table))
                    .forEach(table -> work.add(worker -> {
                        before.run();
                        tables.get(table).forEach(key -> validate(worker, key));
                        worker.execute("ANALYZE " + table);
                    }));
            work.add(Math.min(AFTER_THE_LARGEST, work.size()), meanwhile);
            Connections.run(schema, work);
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

    /** Brings the triggers back. */
    public void restoreTriggers() {
        try (Handle handle = schema.open()) {
            restore(handle, missing(handle), m -> m.kind().equals("trigger"));
        }
    }

    /** Puts FORCE ROW LEVEL SECURITY back, within the caller's transaction: from here on a plain owner sees no rows. */
    public void restoreRowSecurity(Handle handle) {
        missing(handle).stream()
                .filter(m -> m.kind().equals("force_row_security"))
                .forEach(m -> put(handle, m));
    }

    /** Whether anything waits to be put back. */
    static boolean anythingMissing(Handle handle) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM import_set_aside WHERE restored_at IS NULL)")
                .mapTo(Boolean.class)
                .one();
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

    /** In one transaction all of them that are wanted. */
    private static void restore(Handle handle, List<Missing> things, Predicate<Missing> wanted) {
        handle.useTransaction(transaction -> things.stream().filter(wanted).forEach(thing -> put(transaction, thing)));
    }

    private static void restore(Handle handle, Missing thing) {
        handle.useTransaction(transaction -> put(transaction, thing));
    }

    private static void put(Handle handle, Missing thing) {
        handle.execute("SET LOCAL maintenance_work_mem TO '128MB'");
        execute(handle, thing.definition());
        restored(handle, thing);
    }

    private static void validate(Handle handle, Missing key) {
        handle.useTransaction(transaction -> {
            execute(
                    transaction,
                    "ALTER TABLE " + key.table() + " VALIDATE CONSTRAINT \""
                            + key.name().replace("\"", "\"\"") + "\"");
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
