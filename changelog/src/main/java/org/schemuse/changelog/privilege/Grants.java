package org.schemuse.changelog.privilege;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.schemuse.postgres.Quoting;
import org.schemuse.postgres.Sql;

/** The privileges of other roles than the owner on a table or a schema. */
public final class Grants {
    /** Arguments: the schema and the table. */
    private static final String ON_TABLE =
            "SELECT DISTINCT coalesce(pg_catalog.quote_ident(r.rolname), 'PUBLIC') FROM pg_catalog.pg_class c"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                    + " CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) a"
                    + " LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee"
                    + " WHERE n.nspname = ? AND c.relname = ? AND a.grantee <> c.relowner";

    private static final String ON_SCHEMA =
            "SELECT DISTINCT coalesce(pg_catalog.quote_ident(r.rolname), 'PUBLIC') FROM pg_catalog.pg_namespace n"
                    + " CROSS JOIN LATERAL pg_catalog.aclexplode(n.nspacl) a"
                    + " LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee"
                    + " WHERE n.nspname = ? AND a.grantee <> n.nspowner";

    /** A role's defaults for a schema add to its defaults for all. Argument: the schema. */
    private static final String ON_NEW_TABLE =
            "SELECT DISTINCT coalesce(pg_catalog.quote_ident(r.rolname), 'PUBLIC') FROM pg_catalog.pg_default_acl d"
                    + " LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace"
                    + " CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) a"
                    + " LEFT JOIN pg_catalog.pg_roles r ON r.oid = a.grantee"
                    + " WHERE d.defaclobjtype = 'r' AND (d.defaclnamespace = 0 OR n.nspname = ?)"
                    + " AND d.defaclrole = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)"
                    + " AND a.grantee <> d.defaclrole";

    private Grants() {}

    /** The roles that may do anything with a table, as SQL names them; none where it is missing. */
    public static SortedSet<String> ofOthersOnTable(Connection connection, String schema, String table)
            throws SQLException {
        return new TreeSet<>(Sql.texts(connection, ON_TABLE, schema, table));
    }

    /** Leaves a new table to its owner alone. */
    public static void revokeOnTable(Connection connection, String schema, String table) throws SQLException {
        Sql.execute(connection, revocations(table(schema, table), ofOthersOnTable(connection, schema, table)));
    }

    /** The statements that leave a table, which the user is about to create, to its owner alone; none where it is so already. */
    public static List<String> revocationsOnNewTable(Connection connection, String schema, String table)
            throws SQLException {
        return revocations(table(schema, table), new TreeSet<>(Sql.texts(connection, ON_NEW_TABLE, schema)));
    }

    /** The statements that leave a new schema to its owner alone; none where it is so already. */
    public static List<String> revocationsOnSchema(Connection connection, String schema) throws SQLException {
        return revocations(
                "SCHEMA " + Quoting.identifier(schema), new TreeSet<>(Sql.texts(connection, ON_SCHEMA, schema)));
    }

    private static List<String> revocations(String object, SortedSet<String> roles) {
        return roles.isEmpty() ? List.of() : List.of("REVOKE ALL ON " + object + " FROM " + String.join(", ", roles));
    }

    private static String table(String schema, String table) {
        return "TABLE " + Quoting.qualified(schema, table);
    }
}
