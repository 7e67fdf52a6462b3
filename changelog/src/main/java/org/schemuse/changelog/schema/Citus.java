package org.schemuse.changelog.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Spreads schemas over the nodes of a Citus cluster, where the database has Citus 12 or newer. */
public final class Citus {
    /** Citus lets no trigger onto a distributed table unless this is on. */
    static final String TRIGGERS = "citus.enable_unsafe_triggers";

    /** The first version that distributes schemas. */
    private static final int OLDEST = 12;

    private Citus() {}

    /** Refuses a database that cannot distribute schemas. */
    public static void require(DataSource database) {
        try (Connection connection = database.getConnection()) {
            refuseOld(version(connection));
        } catch (SQLException e) {
            throw new SchemaRefusedException("the database cannot be asked for Citus: " + e.getMessage(), e);
        }
    }

    /** Makes a schema a distributed one, with all that is in it; all or nothing. */
    public static void distribute(DataSource database, String schema) {
        try (Connection connection = database.getConnection()) {
            refuseOld(version(connection));
            try (Statement statement = connection.createStatement();
                    PreparedStatement distribution = connection.prepareStatement(
                            "SELECT citus_schema_distribute(quote_ident(?)::regnamespace)")) {
                statement.execute("SET " + TRIGGERS + " TO on");
                distribution.setString(1, schema);
                distribution.execute();
            }
        } catch (SQLException e) {
            throw new SchemaRefusedException(
                    new SchemaName(schema).where() + " is installed, but Citus does not distribute it: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Names of the distributed schemas; none where there is no Citus. */
    public static Set<String> distributed(DataSource database) {
        Set<String> schemas = new TreeSet<>();
        try (Connection connection = database.getConnection()) {
            if (major(version(connection)) >= OLDEST) {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT schema_name::text FROM citus_schemas")) {
                    while (rows.next()) {
                        schemas.add(rows.getString(1));
                    }
                }
            }
            return schemas;
        } catch (SQLException e) {
            throw new SchemaRefusedException("Citus cannot be asked for its schemas: " + e.getMessage(), e);
        }
    }

    private static void refuseOld(@Nullable String version) {
        if (version == null) {
            throw new SchemaRefusedException("the database has no Citus 12 or newer, which distributes schemas: leave"
                    + " --distribute out, or install the extension (CREATE EXTENSION citus)");
        }
        if (major(version) < OLDEST) {
            throw new SchemaRefusedException(
                    "the database has Citus " + version + ", expected 12 or newer, which distributes"
                            + " schemas: leave --distribute out, or bring the extension up to date (ALTER EXTENSION citus UPDATE)");
        }
    }

    /** Such as {@code 12.1-1}; null where the database has none. */
    private static @Nullable String version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT extversion FROM pg_catalog.pg_extension WHERE extname = 'citus'")) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private static int major(@Nullable String version) {
        return version == null ? 0 : Integer.parseInt(version.split("\\D", 2)[0]);
    }
}
