package org.schemuse.importer.load.target;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.schemuse.postgres.Quoting;

/**
 * A foreign key to a table of the run, wherever it comes from.
 *
 * @param table as SQL names it, with its schema where that is another
 * @param from columns that refer
 * @param to columns they refer to
 * @param action what PostgreSQL does when the target goes, as {@code pg_constraint.confdeltype} says it
 */
public record Reference(
        String table, boolean fromTarget, List<String> from, String target, List<String> to, String action) {
    private static final String FIND = """
            WITH filled AS (
                SELECT oid FROM pg_class
                WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND relname IN (<tables>)
            )
            SELECT c.conrelid::regclass::text AS source, c.confrelid::regclass::text AS target,
                   c.conrelid IN (SELECT oid FROM filled) AS from_target, c.confdeltype::text AS action,
                   (SELECT array_agg(quote_ident(a.attname) ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY k (num, n)
                    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num) AS from_columns,
                   (SELECT array_agg(quote_ident(a.attname) ORDER BY k.n) FROM unnest(c.confkey) WITH ORDINALITY k (num, n)
                    JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.num) AS to_columns
            FROM pg_constraint c
            WHERE c.contype = 'f' AND c.conparentid = 0
                AND c.confrelid IN (SELECT oid FROM filled)
            ORDER BY 1, c.conname
            """;

    /** All of them; to be asked before they are dropped. */
    public static List<Reference> all(TargetTables tables, Handle handle) {
        return handle.createQuery(FIND)
                .bindList("tables", tables.catalogNames())
                .map((rs, context) -> new Reference(
                        rs.getString("source"),
                        rs.getBoolean("from_target"),
                        List.of((String[]) rs.getArray("from_columns").getArray()),
                        rs.getString("target"),
                        List.of((String[]) rs.getArray("to_columns").getArray()),
                        rs.getString("action")))
                .list();
    }

    /** Whether a row goes with its target. */
    public boolean cascades() {
        return action.equals("c");
    }

    /** Whether a row loses the reference when its target goes. */
    public boolean mayBeCleared() {
        return action.equals("n") || action.equals("d");
    }

    /** The columns that refer, with commas between. */
    public String columns() {
        return String.join(", ", from);
    }

    /** That a row refers to another, of two tables by their aliases. */
    public String condition(String source, String other) {
        return IntStream.range(0, from.size())
                .mapToObj(i -> source + "." + from.get(i) + " = " + other + "." + to.get(i))
                .collect(Collectors.joining(" AND "));
    }

    /** The assignments that take the reference away. */
    public String cleared() {
        String value = action.equals("d") ? " = DEFAULT" : " = NULL";
        return from.stream().map(column -> column + value).collect(Collectors.joining(", "));
    }

    /** That a row of the run is none of the run's. */
    public static String theirs(String table, String alias) {
        return "EXISTS (SELECT FROM theirs h WHERE h.table_name = " + Quoting.literal(table) + " AND h.id = " + alias
                + ".id)";
    }
}
