package org.schemuse.changelog.preview;

import java.time.Duration;
import java.util.List;

/**
 * What one changeset did to relations that existed before it. Nobody waits for one that it creates.
 *
 * @param id of the changeset
 * @param file the path the ledger stores
 * @param took without the ledger's part
 * @param sampled whether its locks were looked for while it ran, every millisecond or so, because it is no transaction
 *     that keeps them to its end: a short one may be missing
 * @param locks those it took and no changeset before it in the same transaction had, the strongest first
 * @param rewritten tables that got a new file, and indexes that were built again
 */
public record ChangesetPreview(
        String id, String file, Duration took, boolean sampled, List<Lock> locks, List<Rewritten> rewritten) {
    public ChangesetPreview {
        locks = List.copyOf(locks);
        rewritten = List.copyOf(rewritten);
    }

    /**
     * A lock on a relation.
     *
     * @param relation its name, with its schema's in front where that is another
     * @param kind such as {@code table} or {@code index}
     * @param mode as {@code pg_locks} has it, such as {@code AccessExclusiveLock}
     */
    public record Lock(String relation, String kind, String mode) {}

    /**
     * A relation whose content was written anew.
     *
     * @param relation its name, with its schema's in front where that is another
     * @param kind {@code table}, {@code materialized view} or {@code index}
     */
    public record Rewritten(String relation, String kind) {}
}
