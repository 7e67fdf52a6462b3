package org.schemuse.changelog.schema;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far to go back: exactly one of count, toTag, toDate and all.
 *
 * @param count roll back so many changesets, the latest first
 * @param toTag roll back what was applied after this tag was set
 * @param toDate roll back what was applied after this moment
 * @param all roll back everything
 * @param dryRunSql change nothing, report the SQL
 * @param lockTimeout longest wait for one lock, or for another run on the same schema; zero waits forever
 * @param statementTimeout longest run of one statement; zero is without limit
 */
public record RollbackRequest(
        @Nullable Integer count,
        @Nullable String toTag,
        @Nullable Instant toDate,
        boolean all,
        boolean dryRunSql,
        Duration lockTimeout,
        Duration statementTimeout) {
    public RollbackRequest {
        int ends = (count == null ? 0 : 1) + (toTag == null ? 0 : 1) + (toDate == null ? 0 : 1) + (all ? 1 : 0);
        if (ends != 1) {
            throw new IllegalArgumentException(ends + " of count, tag, date and all are given, expected exactly one");
        }
        if (count != null && count < 1) {
            throw new IllegalArgumentException("count is " + count + ", expected 1 or more");
        }
    }

    public static RollbackRequest count(int count) {
        return of(count, null, null, false);
    }

    public static RollbackRequest toTag(String tag) {
        return of(null, tag, null, false);
    }

    public static RollbackRequest toDate(Instant date) {
        return of(null, null, date, false);
    }

    public static RollbackRequest everything() {
        return of(null, null, null, true);
    }

    /** The same, but only reported. */
    public RollbackRequest dryRun() {
        return new RollbackRequest(count, toTag, toDate, all, true, lockTimeout, statementTimeout);
    }

    /** The same, but for so many of the latest changesets. */
    public RollbackRequest last(int changesets) {
        return new RollbackRequest(changesets, null, null, false, dryRunSql, lockTimeout, statementTimeout);
    }

    private static RollbackRequest of(
            @Nullable Integer count, @Nullable String toTag, @Nullable Instant toDate, boolean all) {
        Limits limits = Limits.DEFAULT;
        return new RollbackRequest(count, toTag, toDate, all, false, limits.lock(), limits.statement());
    }

    Limits limits() {
        return new Limits(lockTimeout, statementTimeout);
    }
}
