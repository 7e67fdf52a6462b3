package org.schemuse.changelog.redis;

/**
 * How the function library of a catalog stands in a server.
 *
 * @param library its name in Redis
 * @param server host and port
 * @param serverVersion such as 7.0.15
 * @param change what was done about it
 */
public record LibraryReport(String library, String server, String serverVersion, Change change) {
    /** What was done, or what stands there where nothing was to be done. */
    public enum Change {
        LOADED,
        UPGRADED,
        UNCHANGED,
        REMOVED,
        ABSENT,
        OUTDATED
    }
}
