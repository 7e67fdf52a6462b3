package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.schemuse.changelog.liquibase.ChangelogFailure;
import org.schemuse.changelog.liquibase.ChangelogSession.Outcome;
import org.schemuse.changelog.lock.LockWatch;
import org.schemuse.postgres.SqlState;

/**
 * Retries after a lock timeout. Between short attempts the sessions that queue behind us can run; one long wait would block
 * them. What was applied stays; only the changeset that failed is run again.
 */
final class LockRetry {
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    /** No attempt begins later than this after the first. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SchemaSession session;
    private final Limits limits;
    private final Consumer<String> notes;

    LockRetry(SchemaSession session, Limits limits, Consumer<String> notes) {
        this.session = session;
        this.limits = limits;
        this.notes = notes;
    }

    /** A run of changesets, one after another, which can be continued. */
    interface RepeatableRun {
        /** Runs those that are left after earlier attempts, which completed {@code done} of them. */
        Outcome from(int done) throws ChangelogFailure;
    }

    /** Enters the schema before each attempt, because a rollback may have undone the limits. */
    Outcome run(RepeatableRun changesets) throws ChangelogFailure, SQLException {
        long start = System.nanoTime();
        List<String> done = new ArrayList<>();
        for (int attempt = 1; ; attempt++) {
            session.enter(limits);
            try {
                Outcome outcome = watched(changesets, done.size());
                done.addAll(outcome.changesets());
                return new Outcome(done, outcome.sql(), outcome.passedOver());
            } catch (ChangelogFailure e) {
                Duration pause = pause(attempt);
                Duration then = Duration.ofNanos(System.nanoTime() - start).plus(pause);
                if (!mayRepeat(e) || attempt == MOST_ATTEMPTS || then.compareTo(LONGEST) > 0) {
                    throw e;
                }
                done.addAll(e.done());
                notes.accept("a lock was not had within " + limits.lock().toMillis() + " ms"
                        + e.changeset().map(id -> ", for changeset " + id).orElse("") + ": attempt " + (attempt + 1)
                        + " of " + MOST_ATTEMPTS + " in " + pause.toMillis() + " ms");
                session.settle();
                sleep(pause, e);
            }
        }
    }

    private Outcome watched(RepeatableRun changesets, int done) throws ChangelogFailure, SQLException {
        LockWatch watch = new LockWatch(session.dataSource(), session.pid(), limits.lock(), notes);
        try {
            return changesets.from(done);
        } finally {
            watch.close();
        }
    }

    private Duration pause(int attempt) {
        Duration doubled = limits.lock().multipliedBy(1L << (attempt - 1));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private static boolean mayRepeat(ChangelogFailure e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && SqlState.of(refusal) == SqlState.LOCK_NOT_AVAILABLE) {
                return e.repeatable();
            }
        }
        return false;
    }

    private static void sleep(Duration pause, ChangelogFailure instead) throws ChangelogFailure {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw instead;
        }
    }
}
