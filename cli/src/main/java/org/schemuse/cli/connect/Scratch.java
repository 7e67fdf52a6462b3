package org.schemuse.cli.connect;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.proof.ScratchDatabase;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.server.EmbeddedServer;

/** An empty database for one run. Closing it drops it, and removes its server if that was started for it. */
public final class Scratch implements AutoCloseable {
    private final ScratchDatabase database;
    private final String description;
    private final @Nullable EmbeddedServer server;

    private Scratch(ScratchDatabase database, String description, @Nullable EmbeddedServer server) {
        this.database = database;
        this.description = description;
        this.server = server;
    }

    /** On the server of a database. Throws if its user may not create databases. */
    static Scratch on(TargetDatabase target) throws SQLException {
        ScratchDatabase database = ScratchDatabase.on(target.dataSource(), target::inDatabase);
        return new Scratch(database, target.description(), null);
    }

    /** On a server that was started for it. */
    static Scratch on(EmbeddedServer server, TargetDatabase target) {
        try {
            return new Scratch(
                    ScratchDatabase.on(target.dataSource(), target::inDatabase), "a PostgreSQL of its own", server);
        } catch (SQLException e) {
            server.remove();
            throw Failure.database("Cannot make a scratch database on a PostgreSQL of our own: " + e.getMessage(), e);
        }
    }

    public DataSource dataSource() {
        return database.dataSource();
    }

    /** For messages, without secrets. */
    public String description() {
        return description;
    }

    /** Drops the database, and removes the server if it was started for it. */
    @Override
    public void close() {
        if (server != null) {
            server.remove();
            return;
        }
        try {
            database.close();
        } catch (SQLException e) {
            throw Failure.database(
                    "Cannot drop the scratch database " + database.name() + " at " + description + ": " + e.getMessage()
                            + ". Drop it yourself: DROP DATABASE " + database.name() + " WITH (FORCE)",
                    e);
        }
    }
}
