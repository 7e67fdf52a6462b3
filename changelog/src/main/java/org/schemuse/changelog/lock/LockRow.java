package org.schemuse.changelog.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.privilege.Grants;
import org.schemuse.postgres.Quoting;
import org.schemuse.postgres.Sql;
import org.schemuse.postgres.SystemCatalog;

/**
 * Liquibase's own lock on a ledger: one row of a table beside it, with the holder's name. A killed process leaves it
 * locked. The name that we enter says which session of the server holds it, so that we can tell whether it still exists.
 */
public final class LockRow {
    private static final Pattern OURS = Pattern.compile(
            "schemuse \\(session (\\d+) since (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6})\\).*");

    /** SQLSTATEs of which a session gets one if another session creates the same table at the same time. */
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
        this.table = Quoting.qualified(schema, table);
        this.primaryKey = Quoting.identifier(table + "_pkey");
    }

    /** The name for a session to hold the lock under. */
    public static String nameOf(Connection connection, String host) throws SQLException {
        String sql = "SELECT 'schemuse (session ' || pid || ' since '"
                + " || to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || ') on '"
                + " FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid()";
        String name = Sql.texts(connection, sql).get(0) + host;
        return name.substring(0, Math.min(name.length(), 255));
    }

    /** Creates the table as Liquibase does, with the lock held, where it does not exist; the connection is in autocommit mode. */
    public void createHeld(Connection connection, String by) throws SQLException {
        if (SystemCatalog.hasRelation(connection, schema, name)) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS " + table + COLUMNS.formatted(primaryKey));
            Grants.revokeOnTable(connection, schema, name);
            // In one transaction, because Liquibase would delete and insert the row of a table that has none.
            Sql.update(
                    connection,
                    "INSERT INTO " + table
                            + " (id, locked, lockgranted, lockedby) VALUES (1, TRUE, ?, ?) ON CONFLICT DO NOTHING",
                    now(),
                    by);
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
        if (SystemCatalog.hasRelation(connection, schema, name)) {
            return List.of();
        }
        List<String> statements = new ArrayList<>(List.of("CREATE TABLE " + table + COLUMNS.formatted(primaryKey)));
        statements.addAll(Grants.revocationsOnNewTable(connection, schema, name));
        statements.add(freeRow());
        return statements;
    }

    /** Inserts the row, free, if the table has none: the session that created the table ended before it inserted it. */
    public void insert(Connection connection) throws SQLException {
        Sql.execute(connection, freeRow());
    }

    private String freeRow() {
        return "INSERT INTO " + table + " (id, locked) VALUES (1, FALSE) ON CONFLICT DO NOTHING";
    }

    /**
     * Takes the lock if it is free, was taken under this name already, or was left by a session of ours that has ended.
     *
     * @return who holds it otherwise; empty if it was taken
     */
    public Optional<Holder> take(Connection connection, String by) throws SQLException {
        // Skip a row that another transaction is changing: a statement that waits cannot report for which session.
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
        return Sql.first(
                connection,
                "SELECT coalesce(lockedby, 'an unknown process'), coalesce(lockgranted::timestamp(0)::text,"
                        + " 'an unknown time') FROM " + table + " WHERE id = 1 AND locked",
                row -> new Holder(row.getString(1), row.getString(2)));
    }

    /**
     * Frees the lock if it is still held under this name.
     *
     * @return whether it was
     */
    public boolean release(Connection connection, String by) throws SQLException {
        String sql = "UPDATE " + table + " SET locked = FALSE, lockgranted = NULL, lockedby = NULL"
                + " WHERE id = 1 AND locked AND lockedby IS NOT DISTINCT FROM ?";
        return Sql.update(connection, sql, by) == 1;
    }

    /** The lock, if it is held. */
    Optional<LedgerLock> held(Connection connection) throws SQLException {
        Optional<Holder> holder = holder(connection);
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        String by = holder.get().by();
        @Nullable
        Boolean running = by.startsWith("schemuse (session ") ? (Boolean) isOfLivingSession(connection, by) : null;
        return Optional.of(new LedgerLock(schema, name, by, holder.get().since(), running));
    }

    /** Whether a holder's name is one of ours, and its session still exists. */
    private static boolean isOfLivingSession(Connection connection, String by) throws SQLException {
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
        Sql.texts(connection, sql, Integer.valueOf(ours.group(1)), ours.group(2));
    }

    private static boolean isOfEndedSession(Connection connection, String by) throws SQLException {
        Matcher ours = OURS.matcher(by);
        return ours.matches() && !exists(connection, Integer.parseInt(ours.group(1)), ours.group(2));
    }

    /** Compares the start of the session only if the user may see it; otherwise the process number alone decides. */
    private static boolean exists(Connection connection, int pid, String since) throws SQLException {
        String sql = "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE pid = ? AND (backend_start IS NULL"
                + " OR to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') = ?)";
        return Sql.first(connection, sql, row -> row.getInt(1), pid, since).isPresent();
    }

    private static int update(Connection connection, String sql, String by, String before) throws SQLException {
        return Sql.update(connection, sql, now(), by, before);
    }

    private static Timestamp now() {
        return new Timestamp(System.currentTimeMillis());
    }
}
