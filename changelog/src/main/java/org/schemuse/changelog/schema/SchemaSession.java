package org.schemuse.changelog.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.lock.LockRow;
import org.schemuse.changelog.lock.SchemaLock;
import org.schemuse.postgres.SessionSettings;
import org.schemuse.postgres.Sql;
import org.schemuse.postgres.SystemCatalog;

/** One connection, and what the server knows of one schema. Liquibase is not needed for any of it. */
final class SchemaSession implements AutoCloseable {
    private static final int OLDEST_SERVER = 150000;

    /** A server that can be reached answers sooner, even under load. */
    private static final int ANSWER_SECONDS = 10;

    /** A setting of ours. If it is missing, a changeset has reset the session. */
    static final String ENTERED = "schemuse.entered";

    private final DataSource database;
    private final Connection connection;
    private final SchemaName schema;

    /** Liquibase's lock on the ledger; null while it is not ours. */
    private @Nullable LedgerHold hold;

    private SchemaSession(DataSource database, Connection connection, SchemaName schema) {
        this.database = database;
        this.connection = connection;
        this.schema = schema;
    }

    /** Connects, and refuses a server that is too old. */
    static SchemaSession open(DataSource database, SchemaName schema) throws SQLException {
        return open(database, database.getConnection(), schema);
    }

    private static SchemaSession open(DataSource database, Connection connection, SchemaName schema)
            throws SQLException {
        SchemaSession session = new SchemaSession(database, connection, schema);
        try {
            session.connection.setAutoCommit(true);
            session.execute("SET search_path TO pg_catalog, pg_temp");
            // Who only reads keeps the role's limit on statements, and does not wait forever for a locked ledger.
            SessionSettings.withoutIdleLimits().apply(connection);
            refuseOld(Integer.parseInt(session.setting("server_version_num")), session.setting("server_version"));
            return session;
        } catch (SQLException | RuntimeException e) {
            session.connection.close();
            throw e;
        }
    }

    /** Opens another session after the connection of this one was lost. */
    SchemaSession again() throws SQLException {
        Connection another;
        try {
            another = database.getConnection();
        } catch (RuntimeException e) {
            // Some data sources explain in an exception of their own why they cannot connect.
            throw new SQLException(e.getMessage(), e);
        }
        return open(database, another, schema);
    }

    /** What is done in a session. */
    interface SessionTask<T> {
        T in(SchemaSession session) throws SQLException;
    }

    /**
     * Does a task in a session of its own.
     *
     * @throws SchemaRefusedException for what the database refuses
     */
    static <T> T in(DataSource database, SchemaName schema, SessionTask<T> task) {
        try (SchemaSession session = open(database, schema)) {
            return task.in(session);
        } catch (SQLException e) {
            throw SqlErrors.of(e, schema.where());
        }
    }

    /** What is done in a session, without a result. */
    interface SessionStep {
        void in(SchemaSession session) throws SQLException;
    }

    /**
     * Does a step in a session of its own.
     *
     * @throws SchemaRefusedException for what the database refuses
     */
    static void run(DataSource database, SchemaName schema, SessionStep step) {
        in(database, schema, session -> {
            step.in(session);
            return schema;
        });
    }

    /** @param number as {@code server_version_num} has it, such as 150019 */
    static void refuseOld(int number, String version) {
        if (number < OLDEST_SERVER) {
            throw new SchemaRefusedException(
                    "the server is PostgreSQL " + version + ", expected 15 or newer: connect to a newer server");
        }
    }

    Connection connection() {
        return connection;
    }

    /** Where further connections to the same database come from. */
    DataSource dataSource() {
        return database;
    }

    SchemaName schema() {
        return schema;
    }

    String serverVersion() throws SQLException {
        return setting("server_version").split(" ", 2)[0];
    }

    boolean schemaExists() throws SQLException {
        return SystemCatalog.hasSchema(connection, schema.text());
    }

    /** Tables and views, the ledger included. */
    List<String> relations() throws SQLException {
        return SystemCatalog.relations(connection, schema.text());
    }

    /** Makes unqualified names mean the schema, and sets the limits for every later statement. */
    void enter(Limits limits) throws SQLException {
        execute(entry());
        SessionSettings.withoutTimeLimits()
                .with("lock_timeout", String.valueOf(limits.lock().toMillis()))
                .with("statement_timeout", String.valueOf(limits.statement().toMillis()))
                .apply(connection);
        execute("SET " + ENTERED + " TO 'yes'");
        // Without it Citus refuses triggers on tables of a distributed schema, where each runs on the node of its rows.
        execute("SELECT set_config('" + Citus.TRIGGERS + "', 'on', false) WHERE current_setting('" + Citus.TRIGGERS
                + "', true) IS NOT NULL");
    }

    /** Enters again after a changeset reset the session, which also released our lock. */
    void enterAgain(Limits limits) throws SQLException {
        enter(limits);
        if (!SchemaLock.take(connection, schema.text(), Duration.ofMillis(1))) {
            throw new SQLException("the changeset before reset the session, and " + holder()
                    + " took the lock on the schema meanwhile");
        }
    }

    /** Puts the schema in front of the search_path that a changeset has set, as Liquibase does before an update. */
    void enterFirst() throws SQLException {
        texts(
                "SELECT pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ', pg_catalog.quote_ident(?),"
                        + " nullif(pg_catalog.current_setting('search_path'), '')), false)",
                schema.text());
    }

    /** Whether the server still answers on this connection. */
    boolean isAlive() throws SQLException {
        return connection.isValid(ANSWER_SECONDS);
    }

    /**
     * Lets a rollback restore the values of the schema's sequences, which PostgreSQL does not do otherwise: ALTER SEQUENCE
     * gives each a new file, and the rollback restores the old one. It locks them until then. Sequences of other owners
     * are left out.
     */
    void keepSequences() throws SQLException {
        List<String> alterations = texts(
                "SELECT pg_catalog.format('ALTER SEQUENCE %I.%I INCREMENT BY %s', n.nspname, c.relname, q.seqincrement)"
                        + " FROM pg_catalog.pg_sequence q JOIN pg_catalog.pg_class c ON c.oid = q.seqrelid"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE n.nspname = ? AND pg_catalog.pg_has_role(c.relowner, 'USAGE') ORDER BY 1",
                schema.text());
        executeAll(alterations);
    }

    /** The statements that come before those of a catalog. The ledger's times have no time zone, so they are stored as UTC. */
    String entry() {
        return SessionSettings.searchPath(schema.text()) + ";\nSET TIME ZONE 'UTC';\n\n";
    }

    void lock(Duration wait) throws SQLException {
        if (!SchemaLock.take(connection, schema.text(), wait)) {
            throw new SchemaRefusedException(schema.where() + ": another run is at work on it (" + holder()
                    + "): wait for it, or end it with schemuse locks --release");
        }
    }

    private String holder() throws SQLException {
        return SchemaLock.holder(connection, schema.text()).orElse("a process that is gone now");
    }

    /**
     * Acquires Liquibase's lock on the ledger until the session is closed; the schema exists. Another run of Schemuse was
     * refused before, so the holder can only be Liquibase.
     */
    void lockLedger(LedgerTables tables, Duration wait, Consumer<String> notes) throws SQLException {
        if (hold == null) {
            hold = hold(tables).take(wait, notes);
        }
    }

    /** The same until the end of the transaction, which is rolled back. A ledger without a lock table has no other user. */
    void lockLedgerInTransaction(LedgerTables tables, Duration wait, Consumer<String> notes) throws SQLException {
        LedgerHold held = hold(tables);
        if (exists(tables.schemaOr(schema.text()), tables.lock())) {
            held.takeForThisTransaction(wait, notes);
        }
    }

    private LedgerHold hold(LedgerTables tables) throws SQLException {
        refuseStandby();
        SchemaName in = new SchemaName(tables.schemaOr(schema.text()));
        return new LedgerHold(this, new LockRow(in.text(), tables.lock()), in.where());
    }

    /** Whether the server is a hot standby, on which nothing can be written. */
    boolean isStandby() throws SQLException {
        return hasRow("SELECT WHERE pg_catalog.pg_is_in_recovery()");
    }

    /** The server's own message would suggest a setting of the session, which does not help on a standby. */
    void refuseStandby() throws SQLException {
        if (isStandby()) {
            throw new SchemaRefusedException(schema.where()
                    + ": the server is a hot standby, which only reads; nothing was changed: connect to its primary");
        }
    }

    /** Whether a schema has a relation of this name. */
    boolean exists(String in, String relation) throws SQLException {
        return SystemCatalog.hasRelation(connection, in, relation);
    }

    /** The ledger was dropped, with its lock. */
    void ledgerDropped() {
        if (hold != null) {
            hold.gone();
        }
    }

    /** The server's process that serves this connection. */
    int pid() throws SQLException {
        return Integer.parseInt(texts("SELECT pg_catalog.pg_backend_pid()").get(0));
    }

    String user() throws SQLException {
        return texts("SELECT current_user").get(0);
    }

    void execute(String sql) throws SQLException {
        Sql.execute(connection, sql);
    }

    void executeAll(List<String> statements) throws SQLException {
        Sql.execute(connection, statements);
    }

    /** Whether a query has a row. */
    boolean hasRow(String sql, String... arguments) throws SQLException {
        return Sql.hasRow(connection, sql, (Object[]) arguments);
    }

    /** First column of every row. */
    List<String> texts(String sql, String... arguments) throws SQLException {
        return Sql.texts(connection, sql, (Object[]) arguments);
    }

    /** Resets the session before it closes the connection, because a pool may give it to another user. */
    @Override
    public void close() throws SQLException {
        try (Connection closing = connection) {
            if (hold != null) {
                hold.close();
            }
            if (!closing.isClosed()) {
                settle();
                execute("DISCARD ALL");
            }
        }
    }

    /** Rolls back what is not committed, and returns to autocommit mode. */
    void settle() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private String setting(String name) throws SQLException {
        return texts("SELECT pg_catalog.current_setting(?)", name).get(0);
    }
}
