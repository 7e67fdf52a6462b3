package org.schemuse.testsupport.volume;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Representative rows for an installed catalog, made by the server itself: 100 000 in the largest tables take it some
 * seconds. The same seed gives the same rows. What a catalog's tables hold stands in {@code <catalog>.sql} beside this
 * class.
 */
public final class SampleRows {
    /** With fewer, tables with a share of them would be read whole, whatever indexes they have. */
    private static final int FEWEST = 20_000;

    private static final int SEED = 1;

    private SampleRows() {}

    /**
     * Fills the schema that is first in the search path, which must be empty, and gathers statistics.
     *
     * @param connection of a superuser, for it leaves triggers and foreign keys aside; in auto-commit mode
     * @param rows in the largest tables; 20 000 or more. The others have a share of it, and none fewer than 2000
     */
    public static void fill(Connection connection, String catalog, int rows) throws SQLException {
        if (rows < FEWEST) {
            throw new IllegalArgumentException(rows + " rows, expected " + FEWEST + " or more");
        }
        String script = (read("prelude") + read(catalog))
                .replace(":rows", Integer.toString(rows))
                .replace(":tenth", Integer.toString(rows / 10))
                .replace(":users", Integer.toString(rows / 5))
                .replace(":seed", Integer.toString(SEED));
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(script);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("SET session_replication_role TO origin");
            statement.execute("VACUUM (ANALYZE)");
            statement.execute("RESET synchronous_commit");
        }
    }

    /**
     * Lets a session of the application work on behalf of the first user and the first organization, who have rows in
     * every table that belongs to somebody.
     */
    public static void actAsTheFirst(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT set_config('app.current_user_id', " + idOfTheFirst("user") + ", false),"
                    + " set_config('app.current_tenant_id', " + idOfTheFirst("organization") + ", false)");
        }
    }

    /** As {@code pg_temp.id} in the scripts. */
    private static String idOfTheFirst(String kind) {
        return "md5('" + kind + " 1 " + SEED + "')::uuid::text";
    }

    private static String read(String name) {
        try (InputStream in = SampleRows.class.getResourceAsStream(name + ".sql")) {
            if (in == null) {
                throw new IllegalArgumentException("no rows for catalog " + name + ": expected the resource "
                        + SampleRows.class.getPackageName().replace('.', '/') + "/" + name + ".sql");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
