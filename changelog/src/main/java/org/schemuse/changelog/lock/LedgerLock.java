package org.schemuse.changelog.lock;

import org.jspecify.annotations.Nullable;

/**
 * Liquibase's lock on a ledger, as a table says it is held.
 *
 * @param schema of the table
 * @param table that holds the lock's row
 * @param lockedBy the name that the holder entered
 * @param lockGranted since when it is held, as the table has it: local time of the holder's machine
 * @param running true for a run of ours whose session exists, which is listed as such too; false for one of ours that
 *     ended without freeing it; null for Liquibase's, of which the server knows nothing
 */
public record LedgerLock(
        String schema,
        String table,
        String lockedBy,
        String lockGranted,
        @Nullable Boolean running) {
    /** Whether somebody may have to free it by hand. */
    public boolean mayBeLeft() {
        return !Boolean.TRUE.equals(running);
    }
}
