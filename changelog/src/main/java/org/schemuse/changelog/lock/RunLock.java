package org.schemuse.changelog.lock;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session that holds our lock on a schema, or waits for it.
 *
 * @param kind what the session does under the lock
 * @param schema null if the database has no schema whose lock it is, because the run is about to create it
 * @param host address of the client; null for one on the server's own machine, or where we may not see it
 * @param since when the session began, which is when it took the lock; null if the user may not see it
 * @param state as {@code pg_stat_activity} has it; null where we may not see it, and so is the query
 * @param query its latest statement, without passwords
 * @param holds false if it waits
 */
public record RunLock(
        Kind kind,
        @Nullable String schema,
        int pid,
        String user,
        @Nullable String host,
        String application,
        @Nullable Instant since,
        @Nullable String state,
        @Nullable String query,
        boolean holds) {

    /** What a lock is for. */
    public enum Kind {
        /** {@code migrate}, {@code rollback} and what else changes a schema. */
        MIGRATION,
        /** {@code import}, {@code import --update}, {@code resume} and {@code undo}: the application's name says which. */
        IMPORT,
        /** A further connection of one of those; none can begin before it ends. */
        IMPORT_WORKER
    }

    /** The session, for people: {@code process 4711 of alice from 10.0.0.7, since 2026-11-29T10:00:00Z}. */
    public String session() {
        String when = since == null
                ? ""
                : " from " + (host == null ? "the server itself" : host) + ", since "
                        + since.truncatedTo(ChronoUnit.SECONDS);
        return "process " + pid + " of " + user + when;
    }
}
