package org.schemuse.changelog.catalog;

import java.util.Set;

/**
 * One step of a catalog, as its file states it.
 *
 * @param id the file's name without its ending, such as {@code 009-create-users-table}
 * @param author as the ledger stores it
 * @param file the stable path that the ledger stores, such as {@code catalogs/vibemuse/009-create-users-table.sql}
 * @param comment what the step is for, in one line
 * @param rollback whether the step can be rolled back
 * @param contexts Liquibase's expression of the contexts it runs in; empty for every context
 * @param labels what the step is part of, where not every installation has it; see {@link ChangesetFilter}
 */
public record Changeset(
        String id, String author, String file, String comment, boolean rollback, String contexts, Set<String> labels) {
    public Changeset {
        labels = Set.copyOf(labels);
    }
}
