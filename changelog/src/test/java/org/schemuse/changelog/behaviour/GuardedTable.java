package org.schemuse.changelog.behaviour;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * A table under row-level security, as the live catalog has it.
 *
 * @param key an expression for the primary key as text, for a row called {@code t}
 * @param columns those a statement may write; the primary key is among them
 * @param keyColumns the primary key
 * @param insertable columns the application may give
 * @param updatable columns the application may change
 * @param mayRead whether the application may read the table at all
 * @param mayDelete whether the application may delete rows at all
 */
record GuardedTable(
        String name,
        String key,
        List<String> columns,
        List<String> keyColumns,
        List<String> insertable,
        List<String> updatable,
        boolean mayRead,
        boolean mayDelete) {
    private static final String TABLES =
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace"
                    + " AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname NOT LIKE 'databasechangelog%'"
                    + " AND c.relrowsecurity = ? ORDER BY 1";

    private static final String COLUMNS =
            "SELECT quote_ident(a.attname) FROM pg_attribute a WHERE a.attrelid = ?::regclass"
                    + " AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND ";

    /** Every table of the schema with row-level security. */
    static List<GuardedTable> all(Handle root, String role) {
        return names(root, true).stream().map(name -> read(root, name, role)).toList();
    }

    /** Every table of the schema without it. */
    static Set<String> open(Handle root) {
        return names(root, false).stream().collect(Collectors.toSet());
    }

    private static List<String> names(Handle root, boolean guarded) {
        return root.select(TABLES, guarded).mapTo(String.class).list();
    }

    private static GuardedTable read(Handle root, String name, String role) {
        List<String> keyColumns = columns(
                root,
                name,
                "a.attnum = ANY ((SELECT k.conkey FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'p')::smallint[])");
        String key =
                keyColumns.stream().map(column -> "t." + column).collect(Collectors.joining(", ", "ROW(", ")::text"));
        return new GuardedTable(
                name,
                key,
                columns(root, name, "true"),
                keyColumns,
                columns(root, name, "has_column_privilege('" + role + "', a.attrelid, a.attnum, 'INSERT')"),
                columns(root, name, "has_column_privilege('" + role + "', a.attrelid, a.attnum, 'UPDATE')"),
                has(root, role, name, "SELECT"),
                has(root, role, name, "DELETE"));
    }

    private static boolean has(Handle root, String role, String table, String privilege) {
        return root.select("SELECT has_table_privilege(?, ?, ?)", role, table, privilege)
                .mapTo(boolean.class)
                .one();
    }

    private static List<String> columns(Handle root, String table, String which) {
        return root.select(COLUMNS + which + " ORDER BY a.attnum", table)
                .mapTo(String.class)
                .list();
    }

    List<String> keys(Handle handle) {
        return handle.select("SELECT " + key + " FROM " + name + " t")
                .mapTo(String.class)
                .list();
    }

    /** A row as JSON, by its key. */
    String row(Handle root, String wanted) {
        return root.select("SELECT to_jsonb(t) FROM " + name + " t WHERE " + key + " = ?", wanted)
                .mapTo(String.class)
                .one();
    }

    boolean mayInsert() {
        return !insertable.isEmpty();
    }

    boolean mayUpdate() {
        return !updatable.isEmpty();
    }

    /** Writes nothing new: some column is set to itself. */
    String touch() {
        String column = mayUpdate() ? updatable.get(updatable.size() - 1) : columns.get(0);
        return "UPDATE " + name + " AS t SET " + column + " = t." + column;
    }

    /** Puts a row in, given as JSON. */
    String insert() {
        String list = String.join(", ", mayInsert() ? insertable : columns);
        return "INSERT INTO " + name + " AS t (" + list + ") OVERRIDING SYSTEM VALUE SELECT " + list
                + " FROM jsonb_populate_record(NULL::" + name + ", ?::jsonb)";
    }

    /** Puts a row in, given as JSON, under a key that the table gives it. */
    String insertAsNew() {
        String list = insertable.stream()
                .filter(column -> !keyColumns.contains(column))
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + name + " (" + list + ") SELECT " + list + " FROM jsonb_populate_record(NULL::" + name
                + ", ?::jsonb)";
    }

    /** The same with the row as a literal. */
    String insertAsNew(String row) {
        return insertAsNew().replace("?", row);
    }

    /** Makes a row, by its key, the same as another, given as JSON. */
    String become() {
        String list =
                columns.stream().filter(column -> !keyColumns.contains(column)).collect(Collectors.joining(", "));
        return "UPDATE " + name + " AS t SET (" + list + ") = (SELECT " + list + " FROM jsonb_populate_record(NULL::"
                + name + ", ?::jsonb)) WHERE " + key + " = ?";
    }
}
