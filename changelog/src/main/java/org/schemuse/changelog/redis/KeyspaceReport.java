package org.schemuse.changelog.redis;

import java.util.List;
import java.util.Map;

/**
 * What a walk through the keys of a database found.
 *
 * @param keyCount how many were looked at; keys that come and go while it walks are seen or not
 * @param keysByPattern how many of each pattern, in the order of the catalog
 * @param findingCount how many findings there are in all
 * @param findings the first of them
 */
public record KeyspaceReport(
        LibraryReport redis,
        long keyCount,
        Map<String, Long> keysByPattern,
        long findingCount,
        List<KeyFinding> findings) {
    public KeyspaceReport {
        findings = List.copyOf(findings);
    }

    /** Whether the keys and the library are what the catalog says. */
    public boolean clean() {
        return findingCount == 0 && redis.change() == LibraryReport.Change.UNCHANGED;
    }
}
