package org.schemuse.importer.load.undo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;
import org.schemuse.importer.load.defer.DependentObject;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.merge.MergeRules;
import org.schemuse.importer.load.target.Reference;
import org.schemuse.importer.load.target.Target;
import org.schemuse.importer.load.target.TargetTable;
import org.schemuse.postgres.Quoting;

/**
 * Undoes the latest update: what it added goes, what it changed or removed becomes again what {@code
 * import_changes} says it was. What people did before the update stays, what they did elsewhere since stays too.
 */
final class UndoUpdate {
    private final Target target;
    private final MergeRules rules;
    private final Handle handle;
    private final ImportRun run;
    private final boolean discardLaterChanges;
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final Map<String, Long> discarded = new LinkedHashMap<>();
    private final List<String> built = new ArrayList<>();

    /** Works within the caller's transaction, which nobody else may enter and where no foreign key is in the way. */
    UndoUpdate(Target target, MergeRules rules, Handle handle, ImportRun run, boolean discardLaterChanges) {
        this.target = target;
        this.rules = rules;
        this.handle = handle;
        handle.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        this.run = run;
        this.discardLaterChanges = discardLaterChanges;
    }

    /** Rows that went, were changed back or came back, by table. */
    Map<String, Long> rows() {
        return rows;
    }

    /** Rows of others that went with them, by table. */
    Map<String, Long> discarded() {
        return discarded;
    }

    /**
     * Does all of it.
     *
     * @throws org.schemuse.importer.load.target.ImportRefusedException with a list of what others built on the update, unless that is to be discarded, or if a name
     *     that has to come back is another row's by now
     */
    void run(List<Reference> references) {
        findLaterChanges();
        List<DependentObject> uniques = DependentObject.uniques(target, handle, this::touches);
        uniques.forEach(unique -> unique.remove(handle));
        for (TargetTable table : target.tables()) {
            restore(table);
        }
        references.stream().filter(Reference::fromTarget).forEach(this::mend);
        boolean more = true;
        while (more) {
            more = false;
            for (Reference reference : references) {
                more |= release(reference);
            }
        }
        refuseIfBuiltOn();
        for (TargetTable table : target.tables()) {
            long gone = bound(
                            "DELETE FROM <table> cur USING going g WHERE g.table_name = :table AND g.id = cur.id",
                            table.name())
                    .execute();
            rows.merge(table.name(), gone - discarded.getOrDefault(table.name(), 0L), Long::sum);
        }
        rules.undone(handle, run.id());
        uniques.forEach(unique -> unique.makeAgain(handle));
    }

    private Update bound(String sql, String table) {
        return handle.createUpdate(sql)
                .define("table", table)
                .bind("table", table)
                .bind("run", run.id());
    }

    private boolean touches(String table) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM import_changes WHERE run_id = :run AND table_name = :table"
                                + " AND action IN ('added', 'changed', 'removed'))")
                .bind("run", run.id())
                .bind("table", table)
                .mapTo(Boolean.class)
                .one();
    }

    /** Of a row that only moved within the input nothing is lost that people wrote, so it does not count. */
    private void findLaterChanges() {
        handle.execute(
                "CREATE TEMP TABLE later (table_name text, id uuid, PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        handle.createUpdate("""
                        INSERT INTO later SELECT DISTINCT a.table_name, a.record_id
                        FROM <trail> a JOIN import_changes c ON (c.table_name, c.row_id) = (a.table_name, a.record_id)
                        WHERE c.run_id = :run AND a.action = 'UPDATE' AND a.changed_at >= :since
                        """)
                .define("trail", target.trail().events())
                .bind("run", run.id())
                .bind("since", run.startedAt())
                .execute();
        handle.execute(
                "CREATE TEMP TABLE going (table_name text, id uuid, PRIMARY KEY (table_name, id)) ON COMMIT DROP");
        for (TargetTable table : target.tables()) {
            long changed = handle.createQuery("""
                            SELECT count(*) FROM import_changes c JOIN later l ON (l.table_name, l.id) = (c.table_name, c.row_id)
                            JOIN <table> cur ON cur.id = c.row_id
                            WHERE c.run_id = :run AND c.table_name = :table
                                AND (c.action = 'added' OR c.action = 'changed' AND c.old_data ->> 'id' IS NOT NULL)
                            """)
                    .define("table", table.name())
                    .bind("table", table.name())
                    .bind("run", run.id())
                    .mapTo(Long.class)
                    .one();
            if (changed > 0) {
                built.add(Undo.count(changed, "row") + " of " + table.name() + " changed since");
            }
        }
    }

    /** Marks what the update added, and writes the rest back. Dates of a row that people changed since stay. */
    private void restore(TargetTable table) {
        String name = table.name();
        bound("""
                INSERT INTO going SELECT :table, c.row_id FROM import_changes c JOIN <table> cur ON cur.id = c.row_id
                WHERE c.run_id = :run AND c.table_name = :table AND c.action = 'added'
                """, name).execute();
        long restored = bound("""
                UPDATE <table> u SET <assignments>
                FROM import_changes c
                JOIN <table> cur ON cur.id = c.row_id
                LEFT JOIN later l ON l.table_name = c.table_name AND l.id = c.row_id
                CROSS JOIN LATERAL jsonb_populate_record(cur, CASE
                    WHEN l.id IS NULL OR c.old_data ->> 'id' IS NOT NULL THEN c.old_data
                    ELSE c.old_data - 'created_at' - 'updated_at' END) b
                WHERE c.run_id = :run AND c.table_name = :table AND c.action = 'changed' AND u.id = cur.id
                """, name)
                .define(
                        "assignments",
                        table.columnNames().stream()
                                .filter(column -> !column.equals("id"))
                                .map(Quoting::identifier)
                                .map(column -> column + " = b." + column)
                                .collect(Collectors.joining(", ")))
                .execute();
        long back = bound("""
                INSERT INTO <table> (<columns>) OVERRIDING SYSTEM VALUE SELECT <values> FROM import_changes c
                CROSS JOIN LATERAL jsonb_populate_record(NULL::<table>, c.old_data) b
                WHERE c.run_id = :run AND c.table_name = :table AND c.action = 'removed'
                """, name)
                .define("columns", everyColumn(name, ""))
                .define("values", everyColumn(name, "b."))
                .execute();
        rows.put(name, restored + back);
    }

    /** With those that an import does not fill, for a row that comes back as a whole. */
    private String everyColumn(String table, String prefix) {
        return handle.createQuery("""
                        SELECT string_agg(:prefix || quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
                        WHERE attrelid = to_regclass(:table) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                        """)
                .bind("prefix", prefix)
                .bind("table", table)
                .mapTo(String.class)
                .one();
    }

    /** What came back may refer to what people deleted since; then its foreign key decides. */
    private void mend(Reference reference) {
        String dangling = """
                x.id IN (SELECT row_id FROM import_changes
                    WHERE run_id = :run AND table_name = :table AND action IN ('changed', 'removed'))
                AND <present> AND NOT EXISTS (SELECT FROM <target> w WHERE <condition>)
                """;
        String sql = reference.cascades()
                ? "DELETE FROM <table> x WHERE " + dangling
                : "UPDATE <table> x SET " + reference.cleared() + " WHERE " + dangling;
        if (reference.cascades() || reference.mayBeCleared()) {
            bound(sql, reference.table())
                    .define("present", present(reference))
                    .define("target", reference.target())
                    .define("condition", reference.condition("x", "w"))
                    .execute();
        }
    }

    private static String present(Reference reference) {
        return reference.from().stream()
                .map(column -> "x." + column + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }

    /** @return whether a row of the tables has to go that did not have to before */
    private boolean release(Reference reference) {
        String leads = "EXISTS (SELECT FROM going g JOIN " + reference.target() + " w ON w.id = g.id"
                + " WHERE g.table_name = :target AND " + reference.condition("x", "w") + ")"
                + (reference.fromTarget()
                        ? " AND NOT EXISTS (SELECT FROM going o WHERE o.table_name = :table AND o.id = x.id)"
                        : "");
        String sql;
        if (!reference.cascades()) {
            // What may do neither is found by the foreign key when it comes back, which ends it all.
            sql = reference.mayBeCleared() ? "UPDATE <table> x SET " + reference.cleared() + " WHERE " + leads : null;
        } else if (reference.fromTarget()) {
            sql = "INSERT INTO going SELECT :table, x.id FROM <table> x WHERE " + leads;
        } else {
            sql = "DELETE FROM <table> x WHERE " + leads;
        }
        int led = sql == null
                ? 0
                : bound(sql, reference.table())
                        .bind("target", reference.target())
                        .execute();
        if (led > 0) {
            built.add(Undo.count(led, "row") + " of " + reference.table() + " (" + reference.columns() + ") refer to "
                    + reference.target());
            if (reference.cascades()) {
                discarded.merge(reference.table(), (long) led, Long::sum);
            }
        }
        return led > 0 && reference.cascades() && reference.fromTarget();
    }

    private void refuseIfBuiltOn() {
        if (!built.isEmpty() && !discardLaterChanges) {
            throw Undo.builtOn(run, built);
        }
    }
}
