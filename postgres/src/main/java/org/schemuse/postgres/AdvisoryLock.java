package org.schemuse.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The advisory locks of Schemuse, each on a schema of the database that the connection is to. A session holds them, not a transaction: PostgreSQL
 * releases them when the session ends, for any reason. The schema need not exist.
 *
 * <p>PostgreSQL knows an advisory lock by numbers only. Ours are hashes of texts that the server computes: a pair of
 * 32-bit keys, of {@code hashtext}, or one of 64 bits, of {@code hashtextextended}. The texts are a contract between
 * processes that may be of different versions, and with anybody who looks into {@code pg_locks}.
 */
public enum AdvisoryLock {
    /** A run that changes the schema: {@code migrate}, {@code rollback} and the like. */
    RUN("schemuse", true),

    /** Held, shared, by a run that waits for {@link #RUN}: it polls, which nobody could see otherwise. */
    WAITING_RUN("schemuse waits", true),

    /** An import, an update of one, a resumption or an undo; see {@link ImportLock}. */
    IMPORT("schemuse import into ", false),

    /** Held, shared, by each further connection of such; see {@link ImportLock}. */
    IMPORT_WORKER("schemuse works for an import into ", false);

    /**
     * Waits for the turn to change the default privileges of a role, of which two transactions at once cannot change
     * one entry. The lock ends with the transaction.
     */
    public static final String TAKE_DEFAULT_PRIVILEGES =
            "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtext('schemuse default privileges'), 0)";

    /** An {@code int} as {@code pg_locks} shows it: an oid, which has no sign. */
    private static final String AS_OID = "(pg_catalog.hashtext(%s)::bigint & 4294967295)::pg_catalog.oid";

    private final String text;
    private final boolean pair;

    AdvisoryLock(String text, boolean pair) {
        this.text = text;
        this.pair = pair;
    }

    /**
     * Takes the lock for this session alone, if no other session holds it. A session may take it several times.
     *
     * @return whether it was taken
     * @throws SQLException if the server does not answer
     */
    public boolean tryTake(Connection connection, String schema) throws SQLException {
        return ask(connection, "pg_try_advisory_lock", schema);
    }

    /**
     * Takes the lock together with others, if no session holds it alone.
     *
     * @return whether it was taken
     * @throws SQLException if the server does not answer
     */
    public boolean tryTakeShared(Connection connection, String schema) throws SQLException {
        return ask(connection, "pg_try_advisory_lock_shared", schema);
    }

    /**
     * Gives back once what {@link #tryTake} took.
     *
     * @return false if this session did not hold it, of which the server warns
     * @throws SQLException if the server does not answer
     */
    public boolean release(Connection connection, String schema) throws SQLException {
        return ask(connection, "pg_advisory_unlock", schema);
    }

    /**
     * Gives back once what {@link #tryTakeShared} took.
     *
     * @return false if this session did not hold it, of which the server warns
     * @throws SQLException if the server does not answer
     */
    public boolean releaseShared(Connection connection, String schema) throws SQLException {
        return ask(connection, "pg_advisory_unlock_shared", schema);
    }

    /**
     * Whether any session holds the lock, alone or shared; this one counts too.
     *
     * @throws SQLException if the server does not answer
     */
    public boolean isHeld(Connection connection, String schema) throws SQLException {
        return Sql.hasRow(connection, "SELECT FROM pg_catalog.pg_locks l WHERE " + matches("l", "?"), schema);
    }

    /**
     * Whether one session holds the lock.
     *
     * @param pid of the server's process for that session
     * @throws SQLException if the server does not answer
     */
    public boolean isHeldBy(Connection connection, String schema, int pid) throws SQLException {
        return Sql.hasRow(
                connection, "SELECT FROM pg_catalog.pg_locks l WHERE l.pid = ? AND " + matches("l", "?"), pid, schema);
    }

    /**
     * Another session that holds the lock; of several the one whose process has the lowest number.
     *
     * @return empty if no other session holds it
     * @throws SQLException if the server does not answer
     */
    public Optional<LockHolder> otherHolder(Connection connection, String schema) throws SQLException {
        String query = "SELECT a.pid, a.usename, pg_catalog.host(a.client_addr),"
                + " a.backend_start::pg_catalog.timestamptz(0)::text, nullif(a.application_name, '')"
                + " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid WHERE "
                + matches("l", "?") + " AND l.pid <> pg_catalog.pg_backend_pid() ORDER BY a.pid LIMIT 1";
        return Sql.first(
                connection,
                query,
                row -> new LockHolder(
                        row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                schema);
    }

    /**
     * A condition for rows of {@code pg_locks}: that the session holds this lock on a schema.
     *
     * @param lock alias of {@code pg_locks}
     * @param schema SQL for the schema's name, such as {@code n.nspname} or {@code ?}; it occurs once
     */
    public String matches(String lock, String schema) {
        String ofSchema = pair
                ? "L.objsubid = 2 AND L.classid = " + AS_OID.formatted(Quoting.literal(text)) + " AND L.objid = "
                        + AS_OID.formatted(schema)
                : "L.objsubid = 1 AND (L.classid::bigint << 32 | L.objid::bigint) = pg_catalog.hashtextextended("
                        + Quoting.literal(text) + " || " + schema + ", 0)";
        return held(lock, ofSchema);
    }

    /**
     * A condition for rows of {@code pg_locks}: that the session holds this lock on some schema.
     *
     * @param lock alias of {@code pg_locks}
     * @throws UnsupportedOperationException of a lock whose one key does not say what it is
     */
    public String matchesAnySchema(String lock) {
        if (!pair) {
            throw new UnsupportedOperationException(this + " has one key, a hash of its text and the schema's name");
        }
        return held(lock, "L.objsubid = 2 AND L.classid = " + AS_OID.formatted(Quoting.literal(text)));
    }

    private static String held(String lock, String what) {
        return ("(L.locktype = 'advisory' AND L.granted AND " + what + " AND L.database ="
                        + " (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()))")
                .replace("L.", lock + ".");
    }

    private boolean ask(Connection connection, String function, String schema) throws SQLException {
        String key = pair
                ? "pg_catalog.hashtext(" + Quoting.literal(text) + "), pg_catalog.hashtext(?)"
                : "pg_catalog.hashtextextended(" + Quoting.literal(text) + " || ?, 0)";
        return Sql.isTrue(connection, "SELECT pg_catalog." + function + "(" + key + ")", schema);
    }
}
