package org.schemuse.changelog.schema;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.ChangesetFilter;

/**
 * What to apply, and how long to wait.
 *
 * @param toTag apply up to this tag of the catalog; null for no such end
 * @param count apply at most so many changesets; null for no such end
 * @param dryRunSql change nothing, report the SQL
 * @param lockTimeout longest wait for one lock, or for another run on the same schema; zero waits forever
 * @param statementTimeout longest run of one statement; zero is without limit
 * @param filter which changesets, and with what values
 */
public record MigrationRequest(
        @Nullable String toTag,
        @Nullable Integer count,
        boolean dryRunSql,
        Duration lockTimeout,
        Duration statementTimeout,
        ChangesetFilter filter) {
    public MigrationRequest {
        if (toTag != null && count != null) {
            throw new IllegalArgumentException("a tag and a count are given: one of them can be the end");
        }
        if (count != null && count < 1) {
            throw new IllegalArgumentException("count is " + count + ", expected 1 or more");
        }
    }

    /** With the standard filter. */
    public MigrationRequest(
            @Nullable String toTag,
            @Nullable Integer count,
            boolean dryRunSql,
            Duration lockTimeout,
            Duration statementTimeout) {
        this(toTag, count, dryRunSql, lockTimeout, statementTimeout, ChangesetFilter.standard());
    }

    /** Everything pending; five seconds for a lock, no limit for a statement. */
    public static MigrationRequest defaults() {
        return new MigrationRequest(null, null, false, Limits.DEFAULT.lock(), Limits.DEFAULT.statement());
    }

    /** The same, but only reported. */
    public MigrationRequest dryRun() {
        return new MigrationRequest(toTag, count, true, lockTimeout, statementTimeout, filter);
    }

    /** The same, with another filter. */
    public MigrationRequest with(ChangesetFilter other) {
        return new MigrationRequest(toTag, count, dryRunSql, lockTimeout, statementTimeout, other);
    }

    Limits limits() {
        return new Limits(lockTimeout, statementTimeout);
    }
}
