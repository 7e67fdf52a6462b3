package org.schemuse.changelog.schema;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Catalog;

/** Lists schemas of a database: those that hold a catalog, or those that a query returns. */
public final class InstalledSchemas {
    private static final String LEDGERS = "SELECT n.nspname, pg_catalog.has_schema_privilege(n.oid, 'USAGE')"
            + " AND pg_catalog.has_table_privilege(c.oid, 'SELECT')"
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE c.relname = ? AND c.relkind IN ('r', 'p') ORDER BY 1";

    private InstalledSchemas() {}

    /**
     * Names of the schemas that hold a catalog, in order. A schema whose ledger the user may not read is among them, so that
     * the command that follows reports it.
     *
     * @param pattern {@code *} stands for any characters, {@code ?} for one
     * @throws SchemaRefusedException if the schemas cannot be read
     */
    public static List<String> holding(DataSource database, Catalog catalog, String pattern) {
        Pattern wanted = Pattern.compile(
                ("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
        try (Connection connection = database.getConnection();
                PreparedStatement ledgers = connection.prepareStatement(LEDGERS)) {
            ledgers.setString(1, catalog.ledger().changes());
            ResultSet rows = ledgers.executeQuery();
            List<String> schemas = new ArrayList<>();
            while (rows.next()) {
                String schema = rows.getString(1);
                if (wanted.matcher(schema).matches() && (!rows.getBoolean(2) || holds(connection, schema, catalog))) {
                    schemas.add(schema);
                }
            }
            return schemas;
        } catch (SQLException e) {
            throw new SchemaRefusedException(
                    "the schemas that hold " + catalog.name() + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static boolean holds(Connection connection, String schema, Catalog catalog) throws SQLException {
        String sql =
                "SELECT EXISTS (SELECT FROM " + Ledger.table(catalog.ledger(), schema) + " WHERE filename = ANY (?))";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Array files = connection.createArrayOf("text", catalog.ownFiles().toArray());
            statement.setArray(1, files);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /**
     * The first column of a query, which runs in a read-only transaction.
     *
     * @throws SchemaRefusedException if the database refuses the query
     */
    public static List<String> named(DataSource database, String query) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                List<String> schemas = new ArrayList<>();
                while (rows.next()) {
                    schemas.add(rows.getString(1));
                }
                return schemas;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new SchemaRefusedException("the query for schemas failed: " + e.getMessage(), e);
        }
    }
}
