package org.schemuse.changelog.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.postgres.SessionSettings;

/**
 * An empty database of its own on a server. It is dropped when it is closed, and when the process is told to end. What a
 * killed process left is dropped by the next one of the same user.
 */
public final class ScratchDatabase implements AutoCloseable {
    private static final String PREFIX = "schemuse_scratch_";

    /** Tells that a database was created here, from the statement on that creates it. Nobody sets such a limit by chance. */
    private static final int CONNECTION_LIMIT = 20_130_617;

    /** Created by this user, with the limit, and neither in use nor kept by the session that bears its name. */
    private static final String LEFT = "SELECT d.datname FROM pg_catalog.pg_database d"
            + " WHERE d.datname ~ ? AND d.datconnlimit = ?"
            + " AND d.datdba = (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = current_user)"
            + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_activity a"
            + " WHERE a.datname = d.datname OR a.application_name = d.datname)";

    private static final Set<ScratchDatabase> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> OPEN.forEach(ScratchDatabase::abandon), "schemuse-drops-scratch"));
    }

    private final DataSource maintenance;
    private final String name;
    private final DataSource dataSource;

    /** Bears the name of the database, for others to see that it is in use; null until it is open. */
    private @Nullable Connection keeper;

    private boolean closed;

    private ScratchDatabase(DataSource maintenance, String name, DataSource dataSource) {
        this.maintenance = maintenance;
        this.name = name;
        this.dataSource = dataSource;
    }

    /**
     * Makes one, and drops what killed processes of the user left.
     *
     * @param maintenance any database of the server, with the right to make others
     * @param named connects to a database of that server by its name
     * @throws SQLException with state 42501 where the user may not make databases, 25006 where the server only reads
     */
    public static ScratchDatabase on(DataSource maintenance, Function<String, DataSource> named) throws SQLException {
        String name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        ScratchDatabase scratch = new ScratchDatabase(maintenance, name, named.apply(name));
        OPEN.add(scratch);
        try {
            scratch.make();
            return scratch;
        } catch (SQLException | RuntimeException e) {
            OPEN.remove(scratch);
            scratch.release(e);
            throw e;
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public String name() {
        return name;
    }

    @Override
    public synchronized void close() throws SQLException {
        if (closed) {
            return;
        }
        closed = true;
        Exception failure = null;
        try {
            if (keeper != null) {
                drop(keeper);
            }
        } catch (SQLException | RuntimeException e) {
            failure = e;
            throw e;
        } finally {
            OPEN.remove(this);
            release(failure);
        }
    }

    private synchronized void make() throws SQLException {
        if (closed) {
            throw new SQLException("the process is ending");
        }
        keeper = maintenance.getConnection();
        // It is idle while the database is used.
        SessionSettings.withoutTimeLimits().apply(keeper);
        execute(keeper, "SET application_name TO '" + name + "'");
        dropLeftovers(keeper);
        // template0 is as PostgreSQL made it; template1 may hold what an administrator put there.
        execute(keeper, "CREATE DATABASE " + name + " TEMPLATE template0 CONNECTION LIMIT " + CONNECTION_LIMIT);
    }

    /** Another may be doing the same, or somebody connects: what cannot be dropped now is left to the next. */
    private static void dropLeftovers(Connection connection) throws SQLException {
        for (String left : leftovers(connection)) {
            try {
                execute(connection, "DROP DATABASE IF EXISTS " + left);
            } catch (SQLException e) {
                if (connection.isClosed()) {
                    throw e;
                }
            }
        }
    }

    private static List<String> leftovers(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LEFT)) {
            statement.setString(1, "^" + PREFIX + "[0-9a-f]{12}$");
            statement.setInt(2, CONNECTION_LIMIT);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
        }
        return names;
    }

    private void drop(Connection connection) throws SQLException {
        String sql = "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)";
        try {
            execute(connection, sql);
        } catch (SQLException e) {
            // The connection was lost, or a statement is under way on it.
            try (Connection another = maintenance.getConnection()) {
                execute(another, sql);
            } catch (SQLException again) {
                again.addSuppressed(e);
                throw again;
            }
        }
    }

    /** @param failure what went wrong before, which counts more than a connection that cannot be closed; else null */
    private void release(@Nullable Exception failure) throws SQLException {
        if (keeper == null) {
            return;
        }
        try {
            keeper.close();
        } catch (SQLException e) {
            if (failure == null) {
                throw e;
            }
            failure.addSuppressed(e);
        }
    }

    /** Waits until the database is made, if that is under way. */
    private void abandon() {
        try {
            close();
        } catch (SQLException | RuntimeException e) {
            // Nobody is left to tell. The next run drops it.
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
