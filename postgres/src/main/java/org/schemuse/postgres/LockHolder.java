package org.schemuse.postgres;

import org.jspecify.annotations.Nullable;

/**
 * A session that holds a lock, as {@code pg_stat_activity} shows it. What the role that asks may not see is null.
 *
 * @param pid of the server's process
 * @param user name of the role
 * @param host address of the client; null also for a client on the server's own machine that came by a socket
 * @param since when the session began, such as {@code 2026-11-29 10:00:00+00}
 * @param application its name as the client sets it; null for an empty one
 */
public record LockHolder(
        int pid,
        @Nullable String user,
        @Nullable String host,
        @Nullable String since,
        @Nullable String application) {
    /** Such as {@code process 4711 of alice, since 2026-11-29 10:00:00+00}. */
    public String brief() {
        return "process " + pid + part(" of ", user, "") + part(", since ", since, "");
    }

    /** Such as {@code process 4711 of alice from 10.0.0.7, since 2026-11-29 10:00:00+00 (schemuse import)}. */
    public String full() {
        return "process " + pid + part(" of ", user, "") + part(" from ", host, "") + part(", since ", since, "")
                + part(" (", application, ")");
    }

    private static String part(String before, @Nullable String text, String after) {
        return text == null ? "" : before + text + after;
    }
}
