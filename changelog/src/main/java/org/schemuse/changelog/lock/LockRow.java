package org.schemuse.changelog.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schemuse.changelog.privilege.Grants;

/**
 * Liquibase's own lock on a ledger: one row of a table beside it, with the holder's name. A killed process leaves it
 * locked. The name that we enter says which session of the server holds it, so that we can tell whether it still exists.
 */
public final class LockRow {
    private static final Pattern OURS = Pattern.compile(
            "schemuse \\(session (\\d+) since (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6})\\).*");

    /** Two sessions that create one table at once: one of them gets one of these. */
    private static final Set<String> EXISTS = Set.of("42P07", "23505");

    /** The holder of a row that is being changed or inserted just now. */
    public static final Holder CHANGING = new Holder("a session that has not committed yet", "just now");

    /** As Liquibase creates them, with the name of the primary key. */
    private static final String COLUMNS = " (id INTEGER NOT NULL, locked BOOLEAN NOT NULL,"
            + " lockgranted TIMESTAMP WITHOUT TIME ZONE, lockedby VARCHAR(255), CONSTRAINT %s PRIMARY KEY (id))";

    private final String schema;
    private final String name;
    private final String table;
    private final String primaryKey;

    /**
     * Who holds the lock.
     *
     * @param by the name that the holder entered
     * @param since as the table has it: local time of the holder's machine
     */
    public record Holder(String by, String since) {}

    public LockRow(String schema, String table) {
        this.schema = schema;
        this.name = table;
        this.table = quoted(schema) + "." + quoted(table);
        this.primaryKey = quoted(table + "_pkey");
    }

    /** The name for a session to hold the lock under. */
    public static String nameOf(Connection connection, String host) throws SQLException {
        String sql = "SELECT 'schemuse (session ' || pid || ' since '"
                + " || to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || ') on '"
                + " FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid()";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            String name = row.getString(1) + host;
            return name.substring(0, Math.min(name.length(), 255));
        }
    }

    /** Creates the table as Liquibase does, with the lock held, where it does not exist; the connection is in autocommit mode. */
    public void createHeld(Connection connection, String by) throws SQLException {
        if (exists(connection)) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + table + COLUMNS.formatted(primaryKey));
            Grants.revokeOnTable(connection, schema, name);
            // In one transaction, because Liquibase would delete and insert the row of a table that has none.
            try (PreparedStatement row = connection.prepareStatement("INSERT INTO " + table
                    + " (id, locked, lockgranted, lockedby) VALUES (1, TRUE, ?, ?) ON CONFLICT DO NOTHING")) {
                row.setTimestamp(1, now());
                row.setString(2, by);
                row.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (!EXISTS.contains(e.getSQLState())) {
                throw e;
            }
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The statements that create the table with the lock free; none where it exists. */
    public List<String> creation(Connection connection) throws SQLException {
        if (exists(connection)) {
            return List.of();
        }
        List<String> statements = new ArrayList<>(List.of("CREATE TABLE " + table + COLUMNS.formatted(primaryKey)));
        statements.addAll(Grants.revocationsOnNewTable(connection, schema, name));
        statements.add(freeRow());
        return statements;
    }

    /** Inserts the row, free, where the table has none: whoever created the table ended before it did. */
    public void insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(freeRow());
        }
    }

    private String freeRow() {
        return "INSERT INTO " + table + " (id, locked) VALUES (1, FALSE) ON CONFLICT DO NOTHING";
    }

    private boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_catalog.to_regclass(?) IS NOT NULL")) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /**
     * Takes the lock if it is free, was taken under this name already, or was left by a session of ours that has ended.
     *
     * @return who holds it otherwise; empty if it was taken
     */
    public Optional<Holder> take(Connection connection, String by) throws SQLException {
        // A row that another transaction is changing is not waited for: a statement that waits cannot say for whom.
        String free = "UPDATE " + table + " SET locked = TRUE, lockgranted = ?, lockedby = ? WHERE id IN"
                + " (SELECT id FROM " + table + " WHERE id = 1 AND (NOT locked OR lockedby IS NOT DISTINCT FROM ?)"
                + " FOR UPDATE SKIP LOCKED)";
        if (update(connection, free, by, by) == 1) {
            return Optional.empty();
        }
        Optional<Holder> holder = holder(connection);
        if (holder.isPresent() && isOfEndedSession(connection, holder.get().by())) {
            return update(connection, free, by, holder.get().by()) == 1 ? Optional.empty() : holder;
        }
        return Optional.of(holder.orElse(CHANGING));
    }

    /** Who holds the lock, as far as is committed. */
    public Optional<Holder> holder(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(lockedby, 'an unknown process'), coalesce(lockgranted::timestamp(0)::text,"
                                + " 'an unknown time') FROM " + table + " WHERE id = 1 AND locked")) {
            return row.next() ? Optional.of(new Holder(row.getString(1), row.getString(2))) : Optional.empty();
        }
    }

    /**
     * Frees the lock if it is still held under this name.
     *
     * @return whether it was
     */
    public boolean release(Connection connection, String by) throws SQLException {
        String sql = "UPDATE " + table + " SET locked = FALSE, lockgranted = NULL, lockedby = NULL"
                + " WHERE id = 1 AND locked AND lockedby IS NOT DISTINCT FROM ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, by);
            return statement.executeUpdate() == 1;
        }
    }

    /** Whether a holder's name is one of ours, and its session still exists. */
    static boolean isOfLivingSession(Connection connection, String by) throws SQLException {
        Matcher ours = OURS.matcher(by);
        return ours.matches() && exists(connection, Integer.parseInt(ours.group(1)), ours.group(2));
    }

    /**
     * Ends the session that a name of ours names, if the user may; returns when it has ended, or after five seconds.
     * What it had not committed is rolled back.
     */
    public static void end(Connection connection, String by) throws SQLException {
        Matcher ours = OURS.matcher(by);
        if (!ours.matches()) {
            return;
        }
        String sql = "SELECT pg_catalog.pg_terminate_backend(pid, 5000) FROM pg_catalog.pg_stat_activity WHERE pid = ?"
                + " AND to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, Integer.parseInt(ours.group(1)));
            statement.setString(2, ours.group(2));
            statement.execute();
        }
    }

    private static boolean isOfEndedSession(Connection connection, String by) throws SQLException {
        Matcher ours = OURS.matcher(by);
        return ours.matches() && !exists(connection, Integer.parseInt(ours.group(1)), ours.group(2));
    }

    /** When a session began is hidden from users who may not see it: then its number has to do. */
    private static boolean exists(Connection connection, int pid, String since) throws SQLException {
        String sql = "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE pid = ? AND (backend_start IS NULL"
                + " OR to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') = ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, pid);
            statement.setString(2, since);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static int update(Connection connection, String sql, String by, String before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setTimestamp(1, now());
            statement.setString(2, by);
            statement.setString(3, before);
            return statement.executeUpdate();
        }
    }

    private static Timestamp now() {
        return new Timestamp(System.currentTimeMillis());
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
