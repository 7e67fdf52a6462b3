package org.schemuse.changelog.behaviour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;

/** The roles and the default privileges of a new Supabase project, as the sample makes them. */
public final class Supabase {
    private static final Path SCRIPT = Path.of("..", "samples", "supabase", "roles-and-default-privileges.sql");

    private Supabase() {}

    /** Opens a schema, which is created if need be, to the roles of the API. */
    public static void open(Handle root, String schema) {
        root.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
        try (Statement statement = root.getConnection().createStatement()) {
            statement.execute(Files.readString(SCRIPT).replace("SCHEMA public", "SCHEMA " + schema));
        } catch (SQLException e) {
            throw new IllegalStateException(SCRIPT + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
