package org.schemuse.importer.load.merge;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.target.TargetTable;

/**
 * What the caller of a merge knows of the rows, and what it asks for. The steps run within the merge's transaction, which has
 * the tables for itself; staged rows are in temporary tables of the same names.
 */
public interface MergeRules {
    /** Whether rows that the input no longer has are deleted, as far as nothing needs them. */
    boolean removeVanished();

    /** Whether the input's value is written where both sides changed a column. */
    boolean newerWins();

    /** What there is to know of a table. */
    TableRules of(TargetTable table);

    /**
     * Before rows are compared, once the temporary table {@code touched} has what was changed locally.
     *
     * @param origin the import that the rows began with
     */
    void prepare(Handle handle, UUID run, ImportRun origin);

    /** Once all rows are written. */
    void written(Handle handle);

    /** Once the rows that vanished are removed or kept; the temporary table {@code vanished} has them. */
    void removed(Handle handle, UUID run, ImportRun origin);

    /** How many updates stay listed and can be undone, the latest first; at least 1. */
    int keptUpdates();

    /** Tables of whose removed rows later updates need to know what they were. */
    List<String> removedRowsNeeded();

    /**
     * Once everything is merged, to list what changed.
     *
     * @param before the run that the rows were at
     */
    void merged(Handle handle, UUID run, UUID before);

    /** When an update is undone, once its rows are what they were before. */
    void undone(Handle handle, UUID run);
}
