package org.schemuse.changelog.privilege;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

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

    private Grants() {}

    /** The roles that may do anything with a table, as SQL names them; none where it is missing. */
    public static SortedSet<String> ofOthersOnTable(Connection connection, String schema, String table)
            throws SQLException {
        return new TreeSet<>(texts(connection, ON_TABLE, schema, table));
    }

    /** Leaves a new table to its owner alone. */
    public static void revokeOnTable(Connection connection, String schema, String table) throws SQLException {
        revoke(connection, "TABLE " + quoted(schema) + "." + quoted(table), ofOthersOnTable(connection, schema, table));
    }

    /** Leaves a new schema to its owner alone. */
    public static void revokeOnSchema(Connection connection, String schema) throws SQLException {
        revoke(connection, "SCHEMA " + quoted(schema), new TreeSet<>(texts(connection, ON_SCHEMA, schema)));
    }

    private static void revoke(Connection connection, String object, SortedSet<String> roles) throws SQLException {
        if (!roles.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("REVOKE ALL ON " + object + " FROM " + String.join(", ", roles));
            }
        }
    }

    private static List<String> texts(Connection connection, String sql, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    texts.add(row.getString(1));
                }
            }
            return texts;
        }
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
