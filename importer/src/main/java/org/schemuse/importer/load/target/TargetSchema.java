package org.schemuse.importer.load.target;

import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.ledger.RunHistory;

/** The schema a world lives in. Every connection it opens sees that schema and nothing else. */
public final class TargetSchema {
    /** What Table names, and what else refers to it. */
    private static final String LEDGER = "import_runs";

    /**
     * What a role's defaults may hold that is meant for applications and would end an import in the middle; pg_restore
     * does the same. The limit on waiting for locks is ours: nobody waits for ever for a session somebody forgot.
     */
    private static final String SETTINGS = """
            SELECT set_config(name, CASE name WHEN 'lock_timeout' THEN '60s' WHEN 'row_security' THEN 'on'
                WHEN 'default_transaction_isolation' THEN 'read committed' ELSE '0' END, false)
            FROM pg_settings
            WHERE name IN ('statement_timeout', 'transaction_timeout', 'idle_session_timeout',
                'idle_in_transaction_session_timeout', 'lock_timeout', 'row_security', 'default_transaction_isolation')
            """;

    /**
     * A server notices within a second that the process behind a busy connection is gone, which it would not before the
     * end of the statement; and within a minute that the machine is. Not every system a server runs on can do that.
     */
    private static final String NOTICE_THE_DEAD = """
            SELECT set_config(name, CASE name WHEN 'client_connection_check_interval' THEN '1s' WHEN 'tcp_keepalives_count'
                THEN '3' WHEN 'tcp_keepalives_idle' THEN '30' ELSE '10' END, false)
            FROM pg_settings
            WHERE version() LIKE '%linux%' AND name IN ('client_connection_check_interval', 'tcp_keepalives_count',
                'tcp_keepalives_idle', 'tcp_keepalives_interval')
            """;

    private final Jdbi jdbi;
    private final String name;

    /** What is done under the lock, as {@code schemuse locks} shows it. */
    private volatile String work;

    /** The server's process for the connection that has the lock. */
    private volatile int lockHolder;

    public TargetSchema(DataSource database, String name) {
        this.jdbi = Jdbi.create(database);
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** As SQL names it. */
    public String quotedName() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A connection of its own, to be closed by the caller. */
    public Handle open() {
        Handle handle = jdbi.open();
        try {
            handle.execute("SET search_path TO " + quotedName() + ", pg_temp");
            handle.createQuery(SETTINGS).mapTo(String.class).list();
            handle.createQuery(NOTICE_THE_DEAD).mapTo(String.class).list();
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
            if (!ImportLock.join(handle, name, lockHolder)) {
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
        if (!ImportLock.take(control, name)) {
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
        return ImportLock.holder(control, name).map(session -> ": " + session).orElse("");
    }

    /** What to do where the lock is not to be had. */
    public String waitOrEnd() {
        return "wait until it is done, or end it with: schemuse locks --release --schema " + name;
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
                    "row security hides the world in schema \"" + name
                            + "\" from this role; connect as the owner of its tables or as a superuser",
                    e);
        }
    }

    /** The tables whose rows are hidden even from their owner, as SQL names them; none if nothing is hidden from us. */
    public List<String> forcedTables(Handle handle) {
        if (!bound(handle)) {
            return List.of();
        }
        return handle.createQuery("""
                        SELECT format('%I', relname) FROM pg_class
                        WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
                            AND relforcerowsecurity
                        ORDER BY relname
                        """).mapTo(String.class).list();
    }

    private static boolean bound(Handle handle) {
        return handle.createQuery("SELECT row_security_active('legacy_objects')")
                .mapTo(Boolean.class)
                .one();
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

    /** Whether the vibemuse catalog is installed here, as far as an import needs to know. */
    public boolean installed() {
        try (Handle handle = open()) {
            return handle.createQuery("SELECT to_regclass(:ledger) IS NOT NULL")
                    .bind("ledger", quotedName() + "." + LEDGER)
                    .mapTo(Boolean.class)
                    .one();
        }
    }

    /** Past imports, the latest first; none where the catalog is not installed. */
    public List<ImportRun> runs() {
        return history().runs();
    }

    /** Past imports; none where the catalog is not installed. */
    public RunHistory history() {
        if (!installed()) {
            return RunHistory.none(name);
        }
        try (Handle handle = open()) {
            return history(handle);
        }
    }

    /** Past imports, as a connection sees them within its transaction. */
    public RunHistory history(Handle handle) {
        return RunHistory.read(handle, name);
    }
}
