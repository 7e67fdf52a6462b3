package org.schemuse.changelog.schema;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.schemuse.changelog.lock.LockRow;
import org.schemuse.changelog.lock.LockRow.Holder;

/**
 * Holds Liquibase's lock on a ledger for a session, so that no Liquibase works on the same ledger. If the process gets
 * a signal to end, it ends the session's work first and then frees the lock.
 */
final class LedgerHold implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** After so many polls of a table without its row, no other session is about to insert it. */
    private static final int POLLS_WITHOUT_ROW = 5;

    private static final Set<LedgerHold> HELD = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> HELD.forEach(LedgerHold::abandon), "schemuse-frees-ledgers"));
    }

    private final SchemaSession session;
    private final LockRow row;
    private final String where;
    private final String name;

    /** @param where names the ledger in messages */
    LedgerHold(SchemaSession session, LockRow row, String where) throws SQLException {
        this.session = session;
        this.row = row;
        this.where = where;
        this.name = LockRow.nameOf(session.connection(), host());
    }

    /** Creates the table where it is missing, and waits until the lock is free, with a note of who holds it. */
    LedgerHold take(Duration wait, Consumer<String> notes) throws SQLException {
        // Before the lock is ours, because the process may get the signal right after that.
        HELD.add(this);
        try {
            row.createHeld(session.connection(), name);
            await(wait, notes);
            return this;
        } catch (SQLException | RuntimeException e) {
            HELD.remove(this);
            throw e;
        }
    }

    /** Waits as {@link #take}, within a transaction that nobody commits; no lock is kept beyond it. */
    void takeForThisTransaction(Duration wait, Consumer<String> notes) throws SQLException {
        await(wait, notes);
    }

    private void await(Duration wait, Consumer<String> notes) throws SQLException {
        long start = System.nanoTime();
        String noted = null;
        int changing = 0;
        for (Optional<Holder> holder = row.take(session.connection(), name);
                holder.isPresent();
                holder = row.take(session.connection(), name)) {
            String who =
                    "held by " + holder.get().by() + " since " + holder.get().since();
            if (!who.equals(noted)) {
                noted = who;
                notes.accept(where + ": waiting for Liquibase's lock, " + who);
            }
            if (holder.get().equals(LockRow.CHANGING) && ++changing == POLLS_WITHOUT_ROW) {
                row.insert(session.connection());
            }
            boolean tooLong = !wait.isZero() && System.nanoTime() - start > wait.toNanos();
            if (tooLong || !pause()) {
                throw new SchemaRefusedException(where + ": Liquibase's lock is " + who
                        + ": wait until that process ends, or if it was killed, run schemuse locks --release");
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Frees the lock; on another connection if that of the session is lost. */
    @Override
    public void close() throws SQLException {
        if (!HELD.remove(this)) {
            return;
        }
        try {
            session.settle();
            row.release(session.connection(), name);
        } catch (SQLException e) {
            endSessionAndRelease();
        }
    }

    /** The table was dropped with the ledger. */
    void gone() {
        HELD.remove(this);
    }

    private void abandon() {
        try {
            if (HELD.remove(this)) {
                endSessionAndRelease();
            }
        } catch (SQLException e) {
            // The process ends, so nobody reads a message. The next run sees that the session has ended, and takes the
            // lock.
        }
    }

    /** What the session had not committed is rolled back before the lock is free. */
    private void endSessionAndRelease() throws SQLException {
        try (Connection another = session.dataSource().getConnection()) {
            LockRow.end(another, name);
            row.release(another, name);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "an unnamed host";
        }
    }
}
