package org.schemuse.changelog.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** An empty database of its own on a server, dropped when it is closed. */
public final class ScratchDatabase implements AutoCloseable {
    private static final String PREFIX = "schemuse_scratch_";

    private final DataSource maintenance;
    private final String name;
    private final DataSource dataSource;

    private ScratchDatabase(DataSource maintenance, String name, DataSource dataSource) {
        this.maintenance = maintenance;
        this.name = name;
        this.dataSource = dataSource;
    }

    /**
     * Makes one.
     *
     * @param maintenance any database of the server, with the right to make others
     * @param named connects to a database of that server by its name
     * @throws SQLException with state 42501 where the user may not make databases
     */
    public static ScratchDatabase on(DataSource maintenance, Function<String, DataSource> named) throws SQLException {
        String name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        // template0 is as PostgreSQL made it; template1 may hold what an administrator put there.
        execute(maintenance, "CREATE DATABASE " + name + " TEMPLATE template0");
        return new ScratchDatabase(maintenance, name, named.apply(name));
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public String name() {
        return name;
    }

    @Override
    public void close() throws SQLException {
        execute(maintenance, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
