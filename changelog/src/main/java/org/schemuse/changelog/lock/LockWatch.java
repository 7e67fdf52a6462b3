package org.schemuse.changelog.lock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Reports which sessions block a session while it waits. It asks on a connection of its own, which it opens only if the
 * work takes a while. It never stays in a transaction, because {@code CREATE INDEX CONCURRENTLY} would wait for it.
 */
public final class LockWatch implements AutoCloseable {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private static final String BLOCKERS = "SELECT 'process ' || a.pid || coalesce(' of ' || a.usename, '')"
            + " || coalesce(' (' || nullif(a.application_name, '') || ')', '') || coalesce(', ' || a.state, '')"
            + " || coalesce(' since ' || to_char(a.state_change, 'HH24:MI:SS'), '')"
            + " FROM unnest(pg_blocking_pids(?)) blocker JOIN pg_stat_activity a ON a.pid = blocker ORDER BY a.pid";

    private final DataSource database;
    private final int pid;
    private final Duration pause;
    private final Consumer<String> notes;
    private final Thread thread;
    private List<String> reported = List.of();

    /**
     * Watches until closed.
     *
     * @param pid the session's process
     * @param lockTimeout how long it waits for a lock; looks are taken at least twice in that time
     * @param notes gets one line each time that the blocking sessions change
     */
    public LockWatch(DataSource database, int pid, Duration lockTimeout, Consumer<String> notes) {
        this.database = database;
        this.pid = pid;
        Duration half = lockTimeout.dividedBy(3);
        this.pause = half.isZero() || half.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : half;
        this.notes = notes;
        this.thread = new Thread(this::watch, "schemuse-lock-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            Thread.sleep(pause.toMillis());
            try (Connection connection = database.getConnection()) {
                while (true) {
                    tell(blockers(connection));
                    Thread.sleep(pause.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            notes.accept("cannot tell which session blocks this run: " + e.getMessage());
        }
    }

    private void tell(List<String> blockers) {
        if (!blockers.isEmpty() && !blockers.equals(reported)) {
            notes.accept("waiting for a lock, blocked by " + String.join("; ", blockers));
        }
        reported = blockers;
    }

    private List<String> blockers(Connection connection) throws SQLException {
        List<String> blockers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(BLOCKERS)) {
            statement.setInt(1, pid);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    blockers.add(row.getString(1));
                }
            }
        }
        return blockers;
    }

    /** Returns when the watch is over, so that its connection is never in the way of what follows. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
