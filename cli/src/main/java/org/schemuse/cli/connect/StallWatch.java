package org.schemuse.cli.connect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections that have stalled: the server sends nothing, although neither side closed the connection, as behind a
 * firewall that dropped its state. A long statement looks the same from here, so a second connection asks the server what
 * the process of the first one does. While that works or waits for a lock, a note is printed. If it waits for us, or does not
 * exist, or the second connection gets no answer either, the connection is closed, and the waiting thread gets an error.
 */
final class StallWatch {
    /** States of {@code pg_stat_activity} in which a process is at work and does not wait for its client. */
    private static final String AT_WORK = """
            SELECT state = 'active' AND coalesce(wait_event_type, '') <> 'Client',
                left(regexp_replace(query, '\\s+', ' ', 'g'), 60)
            FROM pg_stat_activity WHERE pid = ?
            """;

    /** A check that takes longer has stalled as well. */
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(20);

    private final Duration patience;
    private final String description;
    private final Consumer<String> notes;
    private final Map<WatchedSocket, Watched> connections = new ConcurrentHashMap<>();
    private @Nullable Thread thread;

    /**
     * Watches connections to one database.
     *
     * @param patience how long the server may send nothing before a second connection asks; zero for no watch
     * @param notes receives a line if a long statement is waited for
     */
    StallWatch(Duration patience, String description, Consumer<String> notes) {
        this.patience = patience;
        this.description = description;
        this.notes = notes;
    }

    /** The server's process for a connection, and until when it need not be asked for again, as {@link System#nanoTime}. */
    private record Watched(int process, long excusedUntil) {}

    /** Opens a further connection to the same place, which is not watched by this. */
    @FunctionalInterface
    interface Further {
        Connection open() throws SQLException;
    }

    /** Opens a connection and watches it until it is closed. */
    Connection opened(WatchedSocket.Opening<Connection> opening, Further further) throws SQLException {
        AtomicReference<@Nullable WatchedSocket> place = new AtomicReference<>();
        if (patience.isZero()) {
            return opening.open();
        }
        Thread beginning = watchBeginning(place);
        Connection connection;
        try {
            connection = WatchedSocket.opening(place, opening);
        } finally {
            beginning.interrupt();
        }
        if (place.get() != null) {
            connections.put(place.get(), new Watched(process(connection), System.nanoTime()));
            watch(further);
        }
        return connection;
    }

    /** Until the server has let us in there is no process to ask for. */
    private Thread watchBeginning(AtomicReference<@Nullable WatchedSocket> place) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (true) {
                            TimeUnit.NANOSECONDS.sleep(patience.toNanos() / 4 + 1);
                            WatchedSocket socket = place.get();
                            if (socket != null && waited(socket) > patience.toNanos()) {
                                socket.giveUp("the server at " + description + " did not answer a new connection for "
                                        + patience.toSeconds() + " s");
                                return;
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "schemuse-connect-watch");
        watch.setDaemon(true);
        watch.start();
        return watch;
    }

    /** As the server numbers it; what a pooler between says when it connects may be another number. */
    private static int process(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_backend_pid()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private synchronized void watch(Further further) {
        if (thread == null) {
            thread = new Thread(() -> watchAll(further), "schemuse-stall-watch");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void watchAll(Further further) {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(patience.toNanos() / 4 + 1);
                connections.keySet().removeIf(WatchedSocket::isClosed);
                for (Map.Entry<WatchedSocket, Watched> each : connections.entrySet()) {
                    if (waited(each.getKey()) > patience.toNanos()
                            && System.nanoTime() - each.getValue().excusedUntil() > 0) {
                        check(each.getKey(), each.getValue().process(), further);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** For how long a thread has waited, in nanoseconds; 0 if none waits. */
    private static long waited(WatchedSocket socket) {
        long since = socket.waitsSince();
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    private void check(WatchedSocket socket, int process, Further further) throws InterruptedException {
        long wait = socket.waitsSince();
        String stalled = whyStalled(process, further);
        if (stalled != null) {
            // The answer may have arrived in the meantime.
            TimeUnit.NANOSECONDS.sleep(Math.min(patience.toNanos() / 4, TimeUnit.SECONDS.toNanos(2)));
            stalled = socket.waitsSince() == wait ? whyStalled(process, further) : null;
        }
        if (stalled == null) {
            connections.put(socket, new Watched(process, System.nanoTime() + patience.toNanos()));
        } else if (wait != 0 && socket.waitsSince() == wait) {
            socket.giveUp("the connection to " + description + " has stalled: nothing came for "
                    + TimeUnit.NANOSECONDS.toSeconds(waited(socket)) + " s, and " + stalled);
        }
    }

    /** What the server says of a process that has not answered; {@code null} if it is at work. */
    private @Nullable String whyStalled(int process, Further further) throws InterruptedException {
        AtomicReference<@Nullable String> found = new AtomicReference<>("a second connection got no answer");
        AtomicReference<@Nullable WatchedSocket> place = new AtomicReference<>();
        Thread asking = new Thread(() -> found.set(ask(process, further, place)), "schemuse-stall-check");
        asking.setDaemon(true);
        asking.start();
        asking.join(Math.min(LONGEST_CHECK.toMillis(), Math.max(patience.toMillis(), 1)));
        if (asking.isAlive() && place.get() != null) {
            place.get().giveUp("no answer");
        }
        return found.get();
    }

    private @Nullable String ask(int process, Further further, AtomicReference<@Nullable WatchedSocket> place) {
        try (Connection connection = WatchedSocket.opening(place, further::open);
                PreparedStatement statement = connection.prepareStatement(AT_WORK)) {
            statement.setInt(1, process);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return "the server has its process " + process + " no longer";
                }
                if (!row.getBoolean(1)) {
                    return "process " + process + " of the server waits for this one";
                }
                notes.accept("waiting for the server: process " + process + " is at work on: " + row.getString(2));
                return null;
            }
        } catch (SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            // A server that refuses a connection, because it has none left, is alive.
            return state.isEmpty() || state.startsWith("08") ? "a second connection failed: " + e.getMessage() : null;
        }
    }
}
