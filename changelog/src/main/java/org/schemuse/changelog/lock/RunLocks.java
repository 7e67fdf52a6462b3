package org.schemuse.changelog.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Our locks on the schemas of one database, as other sessions hold them or wait for them. */
public final class RunLocks {
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password\\s+)(E?'(?:[^']|'')*'?)");

    /** A lock is known by hashes; the schema of this name is looked for among those that are there. */
    private static final String SESSIONS =
            "SELECT n.nspname, a.pid, a.usename, host(a.client_addr), a.application_name,"
                    + " a.backend_start, a.state, a.query, l.classid = (hashtext('schemuse')::bigint & 4294967295)::oid AS holds"
                    + " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
                    + " LEFT JOIN pg_namespace n ON l.objid = (hashtext(n.nspname)::bigint & 4294967295)::oid"
                    + " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid IN"
                    + " ((hashtext('schemuse')::bigint & 4294967295)::oid, (hashtext('" + SchemaLock.WAITS
                    + "')::bigint & 4294967295)::oid)"
                    + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                    + " AND (?::text IS NULL OR l.objid = (hashtext(?)::bigint & 4294967295)::oid)"
                    + " ORDER BY holds DESC, a.backend_start, a.pid";

    private final DataSource database;

    public RunLocks(DataSource database) {
        this.database = database;
    }

    /**
     * Who holds a lock and who waits, those who hold one first.
     *
     * @param schema of this schema only; null for all
     */
    public List<RunLock> list(String schema) {
        List<RunLock> locks = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SESSIONS)) {
            statement.setString(1, schema);
            statement.setString(2, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    locks.add(new RunLock(
                            row.getString(1),
                            row.getInt(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getObject(6, OffsetDateTime.class).toInstant(),
                            row.getString(7),
                            withoutPassword(row.getString(8)),
                            row.getBoolean(9)));
                }
            }
            return locks;
        } catch (SQLException e) {
            throw new LockFailure("the locks cannot be read", e);
        }
    }

    /**
     * Ends the session that holds this lock, and with it the lock; what it had not committed is taken back.
     *
     * @return false where that session is gone already
     */
    public boolean release(RunLock lock) {
        // The server may have given the number to somebody else meanwhile.
        String sql = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid = ? AND backend_start = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, lock.pid());
            statement.setTimestamp(2, Timestamp.from(lock.since()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new LockFailure("process " + lock.pid() + " of " + lock.user() + " cannot be ended", e);
        }
    }

    static String withoutPassword(String query) {
        return query == null ? null : PASSWORD.matcher(query).replaceAll("$1'***'");
    }
}
