package org.schemuse.importer.load.defer;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.schemuse.postgres.Quoting;

/**
 * One row of {@code import_deferred_objects}: something that an import dropped, disabled or closed. Somebody may have restored it by
 * hand meanwhile, so each verb does only what is left to do, and marks the row in the same transaction.
 *
 * @param number place in the order in which things were dropped
 * @param table as SQL names it
 * @param definition the statements that restore it
 */
record DeferredObject(UUID run, int number, String kind, String table, String name, String definition) {
    static final String CONSTRAINT = "constraint";
    private static final String INDEX = "index";

    /** What may stand behind the statement that adds a constraint. */
    private static final String COMMENT = "; COMMENT ON CONSTRAINT ";

    boolean foreignKey() {
        return DependentObject.isForeignKey(kind, definition);
    }

    /** Restores it within the caller's transaction. */
    void restore(Handle handle) {
        handle.execute("SET LOCAL maintenance_work_mem TO '128MB'");
        String left = left(handle);
        if (!left.isEmpty()) {
            DependentObject.execute(handle, left);
        }
        markRestored(handle, true);
    }

    private String left(Handle handle) {
        if (kind.equals(CONSTRAINT) && exists(handle)) {
            int comment = definition.indexOf(COMMENT);
            return comment < 0 ? "" : definition.substring(comment + 2);
        }
        return kind.equals(INDEX)
                ? index(handle).map(this::leftOfIndex).orElse(definition)
                : definition; // enabling a trigger twice is no error
    }

    /** An index that is not valid, or another one under its name, gives way. */
    private String leftOfIndex(String found) {
        if (found.isEmpty() || !definition.startsWith(found)) {
            return "DROP INDEX " + Quoting.identifier(name) + "; " + definition;
        }
        return definition.substring(found.length()).replaceFirst("^; ", "");
    }

    /** The definition of the index of its name on its table; without text if it is not valid. */
    private Optional<String> index(Handle handle) {
        return handle.createQuery("""
                        SELECT CASE WHEN x.indisvalid THEN pg_get_indexdef(x.indexrelid) ELSE '' END
                        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
                        WHERE x.indrelid = :table::regclass AND i.relname = :name
                        """)
                .bind("table", table)
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    private boolean exists(Handle handle) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM pg_constraint WHERE conrelid = :table::regclass AND conname = :name)")
                .bind("table", table)
                .bind("name", name)
                .mapTo(Boolean.class)
                .one();
    }

    /** Adds a foreign key without a look at the rows. */
    void add(Handle handle) {
        if (!exists(handle)) {
            int end = definition.indexOf(COMMENT) < 0 ? definition.length() : definition.indexOf(COMMENT);
            String unseen = partitioned(handle) || unvalidated() ? "" : " NOT VALID";
            DependentObject.execute(handle, definition.substring(0, end) + unseen + definition.substring(end));
        }
    }

    /** Before PostgreSQL 18 a partitioned table has no foreign key that is not valid. */
    private boolean partitioned(Handle handle) {
        return handle.createQuery("SELECT relkind = 'p' FROM pg_class WHERE oid = :table::regclass")
                .bind("table", table)
                .mapTo(Boolean.class)
                .one();
    }

    /** Whether it never looked at the rows that were there when it was made. */
    private boolean unvalidated() {
        return definition.contains(" NOT VALID");
    }

    /** Lets a foreign key that was added look at the rows, if it did before, within the caller's transaction. */
    void validate(Handle handle) {
        if (!unvalidated()) {
            DependentObject.execute(
                    handle, "ALTER TABLE " + table + " VALIDATE CONSTRAINT " + Quoting.identifier(name));
        }
        markRestored(handle, true);
    }

    /** Drops a foreign key that was restored, within the caller's transaction. */
    void dropAgain(Handle handle) {
        DependentObject.execute(
                handle, "ALTER TABLE " + table + " DROP CONSTRAINT IF EXISTS " + Quoting.identifier(name));
        markRestored(handle, false);
    }

    private void markRestored(Handle handle, boolean restored) {
        handle.createUpdate(
                        "UPDATE import_deferred_objects SET restored_at = <at> WHERE run_id = :run AND number = :number")
                .define("at", restored ? "clock_timestamp()" : "NULL")
                .bind("run", run)
                .bind("number", number)
                .execute();
    }
}
