package org.schemuse.changelog.lock;

import java.time.Instant;

/**
 * A session that holds our lock on a schema, or waits for it.
 *
 * @param schema as far as the database knows one whose lock it is; else null: it is about to be made
 * @param host address of the client; null for one on the server's own machine
 * @param since when the session began; a run takes the lock first of all
 * @param state as {@code pg_stat_activity} has it; null where we may not see it, and so is the query
 * @param query its latest statement, without passwords
 * @param holds false if it waits
 */
public record RunLock(
        String schema,
        int pid,
        String user,
        String host,
        String application,
        Instant since,
        String state,
        String query,
        boolean holds) {}
