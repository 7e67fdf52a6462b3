package org.schemuse.importer.load.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.schemuse.postgres.ImportLedgerTables;
import org.schemuse.postgres.ImportLock;
import org.schemuse.postgres.Quoting;
import org.schemuse.postgres.SessionSettings;

/** The schema of the tables that a run fills. Every connection it opens sees that schema and nothing else. */
public final class TargetSchema {
    /**
     * What a role's defaults may hold for applications, and that would end an import in the middle or hide rows from it.
     * The limit on waiting for locks is ours: no import waits forever for a session that somebody forgot.
     */
    private static final SessionSettings SETTINGS = SessionSettings.withoutTimeLimits()
            .with("lock_timeout", "60s")
            .with("row_security", "on")
            .with("default_transaction_isolation", "read committed");

    private final Jdbi jdbi;
    private final String name;
    private final String ledger;

    /** What is done under the lock, as {@code schemuse locks} shows it. */
    private volatile String work = "";

    /** The server's process for the connection that has the lock. */
    private volatile int lockHolder;

    /** A schema that has a ledger of its own. */
    public TargetSchema(DataSource database, String name) {
        this(database, name, name);
    }

    /** A schema whose ledger is in another one, because its tables are none of ours. */
    public TargetSchema(DataSource database, String name, String ledger) {
        this.jdbi = Jdbi.create(database);
        this.name = name;
        this.ledger = ledger;
    }

    /** A schema whose ledger is in itself if it has one, and otherwise beside it, whether it is there yet or not. */
    public static TargetSchema withLedger(DataSource database, String name) {
        boolean inside = Jdbi.create(database)
                .withHandle(handle -> handle.createQuery("SELECT to_regclass(:runs) IS NOT NULL")
                        .bind("runs", Quoting.qualified(name, ImportLedgerTables.RUNS))
                        .mapTo(Boolean.class)
                        .one());
        return new TargetSchema(database, name, inside ? name : ImportLedgerTables.besideOf(name));
    }

    /** The schema of the ledger, as the system catalog has it. */
    public String ledger() {
        return ledger;
    }

    /** The statement after which names mean the tables of this schema and those of its ledger. */
    public String searchPath() {
        return SessionSettings.searchPath(name, ledger);
    }

    /** As {@link #searchPath}, with temporary tables before them. */
    public String searchPathBehindTemporaryTables() {
        return "SET search_path TO pg_temp, " + Quoting.identifier(name) + ", " + Quoting.identifier(ledger);
    }

    /** As the system catalog has it. */
    public String name() {
        return name;
    }

    /** As SQL names it. */
    public String quotedName() {
        return Quoting.identifier(name);
    }

    /** A connection of its own, to be closed by the caller. */
    public Handle open() {
        Handle handle = jdbi.open();
        try {
            handle.execute(searchPath());
            handle.createQuery(SETTINGS.sql()).mapTo(String.class).list();
            handle.createQuery(SessionSettings.noticingLostClients().sql())
                    .mapTo(String.class)
                    .list();
            return handle;
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    /**
     * A connection that works under the lock of another of this schema's; nobody gets the lock before it ends.
     *
     * @throws ImportRefusedException if the lock was lost with the connection that had it
     */
    public Handle openWorker() {
        Handle handle = open();
        try {
            if (!ask(handle, connection -> ImportLock.join(connection, name, lockHolder))) {
                throw ImportRefusedException.lockLost(name);
            }
            nameTheWork(handle);
            return handle;
        } catch (RuntimeException e) {
            handle.close();
            throw e;
        }
    }

    /**
     * Keeps other imports out of the schema until the connection ends.
     *
     * @param command what is done meanwhile; it stands behind the name of the application of every connection
     * @throws ImportRefusedException if another import is in there, with the session that keeps the lock
     */
    public void lock(Handle control, String command) {
        if (!tryLock(control, command)) {
            throw new ImportRefusedException(
                    "schema \"" + name + "\" is locked by another import, update, undo or migration" + holder(control)
                            + "; " + waitOrEnd());
        }
    }

    /** As {@link #lock}, and says false if another import is in there. */
    public boolean tryLock(Handle control, String command) {
        if (!ask(control, connection -> ImportLock.take(connection, name, ImportLock.UNTIL_THE_DEAD_ARE_NOTICED))) {
            return false;
        }
        work = command;
        nameTheWork(control);
        lockHolder = control.createQuery("SELECT pg_backend_pid()")
                .mapTo(Integer.class)
                .one();
        return true;
    }

    /** Behind a colon, the session that keeps the lock; empty if nobody does any longer. */
    public String holder(Handle control) {
        return ask(control, connection -> ImportLock.otherHolder(connection, name))
                .map(session -> ": " + session.full())
                .orElse("");
    }

    /** What to do where the lock is not to be had. */
    public String waitOrEnd() {
        return "wait until it is done, or end it with: schemuse locks --release --schema " + name;
    }

    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** Asks below JDBI, and throws what JDBI throws. */
    private static <T> T ask(Handle handle, Question<T> question) {
        try {
            return question.ask(handle.getConnection());
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e.getMessage(), e, null);
        }
    }

    private void nameTheWork(Handle handle) {
        handle.createQuery("SELECT set_config('application_name', current_setting('application_name') || :work, false)")
                .bind("work", " " + work)
                .mapTo(String.class)
                .one();
    }

    /**
     * Lets the owner of the tables see every row, until the caller's transaction is rolled back.
     *
     * @throws ImportRefusedException if row security still hides rows, because the role is neither owner nor exempt
     */
    public void showEverything(Handle handle) {
        try {
            forcedTables(handle)
                    .forEach(table -> handle.execute("ALTER TABLE " + table + " NO FORCE ROW LEVEL SECURITY"));
        } catch (JdbiException e) {
            throw new ImportRefusedException(
                    "row security hides rows of schema \"" + name
                            + "\" from this role; connect as the owner of its tables or as a superuser",
                    e);
        }
    }

    /**
     * Lets the owner of the tables see every row while work is done in the caller's transaction.
     *
     * @throws ImportRefusedException if row security still hides rows, because the role is neither owner nor exempt
     */
    public <T> T seeingEverything(Handle transaction, Supplier<T> work) {
        List<String> forced = forcedTables(transaction);
        showEverything(transaction);
        T result = work.get();
        forced.forEach(table -> transaction.execute("ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY"));
        return result;
    }

    /** The tables whose rows are hidden even from their owner, as SQL names them; none if nothing is hidden from us. */
    public List<String> forcedTables(Handle handle) {
        return handle.createQuery("""
                        SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname IN (:schema, :ledger)
                            AND c.relforcerowsecurity AND row_security_active(c.oid)
                        ORDER BY 1
                        """)
                .bind("schema", name)
                .bind("ledger", ledger)
                .mapTo(String.class)
                .list();
    }

    /**
     * Refuses a database that cannot hold every character.
     *
     * @throws ImportRefusedException if its encoding is not UTF8
     */
    public void requireUnicode(Handle handle) {
        String encoding = handle.createQuery("SELECT current_setting('server_encoding')")
                .mapTo(String.class)
                .one();
        if (!encoding.equals("UTF8")) {
            throw new ImportRefusedException(
                    "the database is encoded in " + encoding
                            + ", which cannot hold every character; expected UTF8: make one with createdb -E UTF8 -T template0");
        }
    }
}
