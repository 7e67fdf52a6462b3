package org.schemuse.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads in PostgreSQL's system catalog which schemas and tables there are. Names are those that {@code pg_class} and
 * {@code pg_namespace} have, without quotes. It sees what other transactions have committed, whatever the role may use.
 */
public final class SystemCatalog {
    private static final String OF_SCHEMA = "SELECT c.relname FROM pg_catalog.pg_class c"
            + " WHERE c.relnamespace = (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = ?) AND ";

    private static final String ORDER = " ORDER BY c.relname";

    private SystemCatalog() {}

    /**
     * Whether there is a schema of this name.
     *
     * @throws SQLException if the server does not answer
     */
    public static boolean hasSchema(Connection connection, String schema) throws SQLException {
        return Sql.hasRow(connection, "SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?", schema);
    }

    /**
     * Whether a schema has a relation of this name: a table, a view, an index, a sequence or a type of rows.
     *
     * @throws SQLException if the server does not answer
     */
    public static boolean hasRelation(Connection connection, String schema, String name) throws SQLException {
        return Sql.hasRow(connection, OF_SCHEMA + "c.relname = ?", schema, name);
    }

    /**
     * Everything in a schema that has rows or shows them: tables, partitions, views, materialized views and foreign
     * tables, in the order of their names.
     *
     * @return empty also if there is no such schema
     * @throws SQLException if the server does not answer
     */
    public static List<String> relations(Connection connection, String schema) throws SQLException {
        return Sql.texts(connection, OF_SCHEMA + "c.relkind IN ('r', 'p', 'v', 'm', 'f')" + ORDER, schema);
    }

    /**
     * The tables of a schema, in the order of their names. Partitions are not among them, because a query of their table
     * reads them too.
     *
     * @return empty also if there is no such schema
     * @throws SQLException if the server does not answer
     */
    public static List<String> tables(Connection connection, String schema) throws SQLException {
        return Sql.texts(connection, OF_SCHEMA + "c.relkind IN ('r', 'p') AND NOT c.relispartition" + ORDER, schema);
    }

    /**
     * Whether nothing is in a schema and nothing depends on it, so that {@code DROP SCHEMA} needs no {@code CASCADE}.
     *
     * @param schema as the system catalog has it
     * @return an SQL condition
     */
    public static String isEmptySchema(String schema) {
        return "NOT EXISTS (SELECT FROM pg_catalog.pg_depend"
                + " WHERE refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND refobjid ="
                + " (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = " + Quoting.literal(schema) + "))";
    }
}
