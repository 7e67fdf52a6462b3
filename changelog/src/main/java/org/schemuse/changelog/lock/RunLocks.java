package org.schemuse.changelog.lock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.postgres.AdvisoryLock;
import org.schemuse.postgres.Sql;

/** Our locks on the schemas of one database, as other sessions hold them or wait for them. */
public final class RunLocks {
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password\\s+)(E?'(?:[^']|'')*'?)");

    /**
     * The server knows a lock by hashes, so its schema is looked for among those that are there. {@code migrate} holds
     * the lock of imports too, and is listed once. Parameter: the schema, or null for all.
     */
    private static final String SESSIONS = """
            WITH l AS MATERIALIZED (
                SELECT * FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted
            ), asked AS (
                SELECT ?::text AS schema
            ), migrating AS (
                SELECT n.nspname, l.pid, 'MIGRATION' AS kind, <any run> AS holds,
                    asked.schema IS NULL OR <asked run> OR <asked waiting run> AS wanted
                FROM asked CROSS JOIN l LEFT JOIN pg_catalog.pg_namespace n ON <run> OR <waiting run>
                WHERE <any run> OR <any waiting run>
            ), importing AS (
                SELECT n.nspname, l.pid, CASE WHEN <import> THEN 'IMPORT' ELSE 'IMPORT_WORKER' END AS kind,
                    true AS holds, asked.schema IS NULL OR n.nspname = asked.schema AS wanted
                FROM asked CROSS JOIN l JOIN pg_catalog.pg_namespace n ON <import> OR <import worker>
                WHERE NOT EXISTS (SELECT FROM migrating m WHERE m.pid = l.pid)
            )
            SELECT s.kind, s.nspname, a.pid, a.usename, host(a.client_addr), a.application_name, a.backend_start,
                a.state, a.query, s.holds
            FROM (SELECT * FROM migrating UNION ALL SELECT * FROM importing) s
            JOIN pg_catalog.pg_stat_activity a ON a.pid = s.pid
            WHERE s.wanted
            ORDER BY s.holds DESC, s.kind = 'IMPORT_WORKER', a.backend_start, a.pid
            """.replace("<any run>", AdvisoryLock.RUN.matchesAnySchema("l"))
            .replace("<any waiting run>", AdvisoryLock.WAITING_RUN.matchesAnySchema("l"))
            .replace("<asked run>", AdvisoryLock.RUN.matches("l", "asked.schema"))
            .replace("<asked waiting run>", AdvisoryLock.WAITING_RUN.matches("l", "asked.schema"))
            .replace("<run>", AdvisoryLock.RUN.matches("l", "n.nspname"))
            .replace("<waiting run>", AdvisoryLock.WAITING_RUN.matches("l", "n.nspname"))
            .replace("<import>", AdvisoryLock.IMPORT.matches("l", "n.nspname"))
            .replace("<import worker>", AdvisoryLock.IMPORT_WORKER.matches("l", "n.nspname"));

    /** Finds lock tables by their columns, because they may have any name. */
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
    public List<RunLock> list(@Nullable String schema) {
        try (Connection connection = database.getConnection()) {
            return list(connection, schema);
        } catch (SQLException e) {
            throw new LockFailure("the locks cannot be read", e);
        }
    }

    /** The session that imports into a schema, updates it or undoes an import; empty if none does. */
    public static Optional<RunLock> importing(Connection connection, String schema) throws SQLException {
        return list(connection, schema).stream()
                .filter(lock -> lock.kind() != RunLock.Kind.MIGRATION)
                .findFirst();
    }

    private static List<RunLock> list(Connection connection, @Nullable String schema) throws SQLException {
        return Sql.list(connection, SESSIONS, RunLocks::lock, schema);
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
        // The server may have given the process number to another session meanwhile.
        String sql = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                + " WHERE pid = ? AND backend_start IS NOT DISTINCT FROM ?";
        try (Connection connection = database.getConnection()) {
            OffsetDateTime since = lock.since() == null ? null : lock.since().atOffset(ZoneOffset.UTC);
            return Sql.isTrue(connection, sql, lock.pid(), since);
        } catch (SQLException e) {
            throw new LockFailure("process " + lock.pid() + " of " + lock.user() + " cannot be ended", e);
        }
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /**
     * Liquibase's locks on ledgers that are held.
     *
     * @param schema of this schema only; null for all
     */
    public List<LedgerLock> ledgers(@Nullable String schema) {
        List<LedgerLock> held = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            List<LockRow> rows = Sql.list(
                    connection, TABLES, row -> new LockRow(row.getString(1), row.getString(2)), schema, schema);
            for (LockRow row : rows) {
                row.held(connection).ifPresent(held::add);
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

    static @Nullable String withoutPassword(@Nullable String query) {
        return query == null ? null : PASSWORD.matcher(query).replaceAll("$1'***'");
    }
}
