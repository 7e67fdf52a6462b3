package org.schemuse.importer.load.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.target.Reference;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetTable;

/** Deletes rows: those that a newer input no longer has, as far as nobody needs them, and those of a whole run. */
public final class Removal {
    private final Target target;
    private final Handle handle;
    private final UUID run;

    Removal(Target target, Handle handle, UUID run) {
        this.target = target;
        this.handle = handle;
        this.run = run;
    }

    /**
     * Empties a table at one go, whatever its size, but for the rows {@code t} that a condition holds for, within the caller's
     * transaction.
     */
    public static void keepOnly(Handle handle, String table, String condition) {
        int kept = handle.execute(
                "CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM " + table + " t WHERE " + condition);
        handle.execute("TRUNCATE " + table);
        if (kept > 0) {
            handle.execute("INSERT INTO " + table + " SELECT * FROM kept");
        }
        handle.execute("DROP TABLE kept");
    }

    /**
     * Removes what is to go of the temporary table {@code vanished}, and writes down what went and what stays. What a row
     * that stays refers to stays too.
     *
     * @return how many rows went, by table
     */
    Map<String, Long> removeVanished(List<Reference> references) {
        boolean more = true;
        while (more) {
            more = false;
            for (Reference reference : references) {
                more |= keepReferred(reference) > 0;
            }
        }
        Map<String, Long> removed = new LinkedHashMap<>();
        for (TargetTable table : target.tables()) {
            String name = table.name();
            handle.createUpdate("""
                            INSERT INTO import_changes
                            SELECT :run, :table, v.id, CASE WHEN v.goes THEN 'removed' ELSE 'vanished' END,
                                   CASE WHEN v.goes THEN to_jsonb(cur) END
                            FROM vanished v JOIN <table> cur ON cur.id = v.id WHERE v.table_name = :table
                            """)
                    .define("table", name)
                    .bind("table", name)
                    .bind("run", run)
                    .execute();
            int rows = handle.createUpdate(
                            "DELETE FROM <table> cur USING vanished v WHERE v.table_name = :table AND v.id = cur.id AND v.goes")
                    .define("table", name)
                    .bind("table", name)
                    .execute();
            removed.put(name, (long) rows);
        }
        return removed;
    }

    private int keepReferred(Reference reference) {
        String stays = reference.fromTarget()
                ? " AND NOT EXISTS (SELECT FROM vanished g WHERE g.table_name = :source AND g.id = x.id AND g.goes)"
                : "";
        return handle.createUpdate("UPDATE vanished v SET goes = false FROM <target> w WHERE v.table_name = :target"
                        + " AND v.goes AND w.id = v.id AND EXISTS (SELECT FROM <source> x WHERE <condition>" + stays
                        + ")")
                .define("target", reference.target())
                .define("source", reference.table())
                .define("condition", reference.condition("x", "w"))
                .bind("target", reference.target())
                .bind("source", reference.table())
                .execute();
    }
}
