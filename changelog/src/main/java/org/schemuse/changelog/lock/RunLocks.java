package org.schemuse.changelog.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Our locks on the schemas of one database, as other sessions hold them or wait for them. */
public final class RunLocks {
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password\\s+)(E?'(?:[^']|'')*'?)");

    /**
     * Both kinds of lock are known by hashes of a schema's name, which is looked for among those that are there. The
     * importer's lock is a key of 64 bits, which {@code pg_locks} shows in two halves; {@code migrate} holds it too, and
     * is shown once. A connection that works for an import holds a shared lock of its own.
     */
    private static final String SESSIONS = """
            WITH granted AS (
                SELECT l.*, l.classid::bigint << 32 | l.objid::bigint AS key
                FROM pg_locks l
                WHERE l.locktype = 'advisory' AND l.granted
                    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            ), migrating AS (
                SELECT n.nspname, l.pid, 'MIGRATION' AS kind,
                    l.classid = (hashtext('schemuse')::bigint & 4294967295)::oid AS holds,
                    ?::text IS NULL OR l.objid = (hashtext(?)::bigint & 4294967295)::oid AS wanted
                FROM granted l
                LEFT JOIN pg_namespace n ON l.objid = (hashtext(n.nspname)::bigint & 4294967295)::oid
                WHERE l.objsubid = 2 AND l.classid IN ((hashtext('schemuse')::bigint & 4294967295)::oid,
                    (hashtext('%s')::bigint & 4294967295)::oid)
            ), importing AS (
                SELECT n.nspname, l.pid, k.kind, true AS holds, ?::text IS NULL OR n.nspname = ? AS wanted
                FROM granted l
                CROSS JOIN pg_namespace n
                CROSS JOIN (VALUES ('IMPORT', 'schemuse import into '),
                    ('IMPORT_WORKER', 'schemuse works for an import into ')) AS k (kind, prefix)
                WHERE l.objsubid = 1 AND l.key = hashtextextended(k.prefix || n.nspname, 0)
                    AND NOT EXISTS (SELECT FROM migrating m WHERE m.pid = l.pid)
            )
            SELECT s.kind, s.nspname, a.pid, a.usename, host(a.client_addr), a.application_name, a.backend_start,
                a.state, a.query, s.holds
            FROM (SELECT * FROM migrating UNION ALL SELECT * FROM importing) s
            JOIN pg_stat_activity a ON a.pid = s.pid
            WHERE s.wanted
            ORDER BY s.holds DESC, s.kind = 'IMPORT_WORKER', a.backend_start, a.pid
            """.formatted(SchemaLock.WAITS);

    /** Known by its columns, for it may have another name. */
    private static final String TABLES = "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r'"
            + " AND 4 = (SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid"
            + " AND a.attname IN ('id', 'locked', 'lockgranted', 'lockedby') AND NOT a.attisdropped)"
            + " AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')"
            + " AND (?::text IS NULL OR n.nspname = ?) ORDER BY 1, 2";

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
        try (Connection connection = database.getConnection()) {
            return list(connection, schema);
        } catch (SQLException e) {
            throw new LockFailure("the locks cannot be read", e);
        }
    }

    /** The session that imports into a schema, updates it or takes an import back; empty if none does. */
    public static Optional<RunLock> importing(Connection connection, String schema) throws SQLException {
        return list(connection, schema).stream()
                .filter(lock -> lock.kind() != RunLock.Kind.MIGRATION)
                .findFirst();
    }

    private static List<RunLock> list(Connection connection, String schema) throws SQLException {
        List<RunLock> locks = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SESSIONS)) {
            for (int parameter = 1; parameter <= 4; parameter++) {
                statement.setString(parameter, schema);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    locks.add(lock(row));
                }
            }
        }
        return locks;
    }

    private static RunLock lock(ResultSet row) throws SQLException {
        return new RunLock(
                RunLock.Kind.valueOf(row.getString(1)),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                instant(row.getObject(7, OffsetDateTime.class)),
                row.getString(8),
                withoutPassword(row.getString(9)),
                row.getBoolean(10));
    }

    /**
     * Ends the session that holds this lock, and with it the lock; what it had not committed is rolled back.
     *
     * @return false where that session is gone already
     */
    public boolean release(RunLock lock) {
        // The server may have given the number to somebody else meanwhile.
        String sql = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                + " WHERE pid = ? AND backend_start IS NOT DISTINCT FROM ?";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, lock.pid());
            statement.setTimestamp(2, lock.since() == null ? null : Timestamp.from(lock.since()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new LockFailure("process " + lock.pid() + " of " + lock.user() + " cannot be ended", e);
        }
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /**
     * Liquibase's locks on ledgers that are held.
     *
     * @param schema of this schema only; null for all
     */
    public List<LedgerLock> ledgers(String schema) {
        List<LedgerLock> held = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement tables = connection.prepareStatement(TABLES)) {
            tables.setString(1, schema);
            tables.setString(2, schema);
            try (ResultSet row = tables.executeQuery()) {
                while (row.next()) {
                    String in = row.getString(1);
                    String table = row.getString(2);
                    Optional<LockRow.Holder> holder = new LockRow(in, table).holder(connection);
                    if (holder.isPresent()) {
                        String by = holder.get().by();
                        Boolean running = by.startsWith("schemuse (session ")
                                ? (Boolean) LockRow.isOfLivingSession(connection, by)
                                : null;
                        held.add(new LedgerLock(in, table, by, holder.get().since(), running));
                    }
                }
            }
            return held;
        } catch (SQLException e) {
            throw new LockFailure("the locks of ledgers cannot be read", e);
        }
    }

    /**
     * Frees Liquibase's lock on a ledger, if the same holder still has it.
     *
     * @return false where it is free, or another's by now
     */
    public boolean release(LedgerLock lock) {
        try (Connection connection = database.getConnection()) {
            return new LockRow(lock.schema(), lock.table()).release(connection, lock.lockedBy());
        } catch (SQLException e) {
            throw new LockFailure("the lock of ledger " + lock.schema() + "." + lock.table() + " cannot be freed", e);
        }
    }

    static String withoutPassword(String query) {
        return query == null ? null : PASSWORD.matcher(query).replaceAll("$1'***'");
    }
}
