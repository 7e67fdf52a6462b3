package org.schemuse.importer.load.target;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The tables that a run fills, in the order in which their rows are sent. */
public final class TargetTables implements Iterable<TargetTable> {
    private static final String FIND = """
            SELECT a.attname AS name, a.atttypid::int AS type, t.typtype::text AS typtype,
                   format_type(a.atttypid, a.atttypmod) AS type_name, quote_ident(c.relname) AS table_name
            FROM pg_class c
            LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND c.relname = :table
                AND c.relkind IN ('r', 'p')
            """;

    private final List<TargetTable> tables;

    private TargetTables(List<TargetTable> tables) {
        this.tables = List.copyOf(tables);
    }

    /**
     * Reads what the system catalog says of tables in the connection's schema.
     *
     * @param wanted the columns that are filled, by table, both as the system catalog names them, in the order in which they
     *     are sent
     * @throws ImportRefusedException if one of them is not there, or is of a type that no row can be encoded for
     */
    public static TargetTables read(Handle handle, Map<String, List<String>> wanted) {
        List<TargetTable> tables = new ArrayList<>();
        wanted.forEach((table, columns) -> tables.add(read(handle, tables.size(), table, columns)));
        return new TargetTables(tables);
    }

    /** Tables that the caller knows already, each in its {@linkplain TargetTable#place() place}. */
    public static TargetTables of(List<TargetTable> known) {
        return new TargetTables(known);
    }

    /** A column as the system catalog has it; of a table without columns nothing but the table's name. */
    private record Found(
            String table,
            @Nullable String column,
            ColumnType type,
            @Nullable String typeName) {}

    private static TargetTable read(Handle handle, int place, String table, List<String> columns) {
        List<Found> found = handle.createQuery(FIND)
                .bind("table", table)
                .map((rs, context) -> new Found(
                        rs.getString("table_name"),
                        rs.getString("name"),
                        ColumnType.of(rs.getInt("type"), String.valueOf(rs.getString("typtype"))),
                        rs.getString("type_name")))
                .list();
        if (found.isEmpty()) {
            throw missing("table " + table, handle);
        }
        List<TargetColumn> filled = new ArrayList<>();
        for (String column : columns) {
            Found one = found.stream()
                    .filter(candidate -> column.equals(candidate.column()))
                    .findFirst()
                    .orElseThrow(() -> missing("column " + column + " of table " + table, handle));
            if (one.type() == ColumnType.OTHER) {
                throw unknown(table, column, String.valueOf(one.typeName()));
            }
            filled.add(new TargetColumn(column, one.type()));
        }
        return new TargetTable(place, table, found.get(0).table(), List.copyOf(filled));
    }

    private static ImportRefusedException unknown(String table, String column, String type) {
        return new ImportRefusedException("table " + table + ": column " + column + " is of type " + type
                + ", for which an import has no values; expected the type that the catalog gave it, so change it back");
    }

    private static ImportRefusedException missing(String what, Handle handle) {
        String schema = handle.createQuery("SELECT current_schema()")
                .mapTo(String.class)
                .one();
        return new ImportRefusedException("schema \"" + schema + "\" has no " + what
                + ", which the import fills; bring the schema up to this version with: schemuse migrate --schema "
                + schema);
    }

    /** The table of a name, as SQL names it. */
    public TargetTable named(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table of the run is called " + name));
    }

    /** The table whose rows a batch keeps under a number. */
    public TargetTable at(int place) {
        return tables.get(place);
    }

    /** Names as the system catalog has them, without quotes. */
    public List<String> catalogNames() {
        return tables.stream().map(TargetTable::catalogName).toList();
    }

    /** Names as SQL writes them. */
    public List<String> names() {
        return tables.stream().map(TargetTable::name).toList();
    }

    /** How many tables there are. */
    public int size() {
        return tables.size();
    }

    @Override
    public Iterator<TargetTable> iterator() {
        return tables.iterator();
    }
}
