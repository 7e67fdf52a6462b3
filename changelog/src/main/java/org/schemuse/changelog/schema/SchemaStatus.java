package org.schemuse.changelog.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.liquibase.Checksums;

/**
 * The differences between the ledger of a schema and its catalog.
 *
 * @param exists whether the schema is there at all
 * @param leftOut not applied, and not pending because their contexts or labels are not chosen
 * @param changed changed after they were applied; of a catalog of this build that is left to {@code validate}
 * @param unknownIds in the ledger that this build's catalog does not have
 * @param serverVersion as the server says it, such as {@code 17.6}; null if there is no server to ask
 * @param standby whether the server is a hot standby, where nothing can be migrated
 * @param unfinishedImports empty where the catalog has no imports
 */
public record SchemaStatus(
        String catalog,
        String schema,
        boolean exists,
        List<AppliedChangeset> applied,
        List<Changeset> pending,
        List<Changeset> leftOut,
        List<String> unknownIds,
        List<Checksums.Changed> changed,
        @Nullable String serverVersion,
        boolean standby,
        List<UnfinishedImport> unfinishedImports) {
    public SchemaStatus {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        leftOut = List.copyOf(leftOut);
        unknownIds = List.copyOf(unknownIds);
        changed = List.copyOf(changed);
        unfinishedImports = List.copyOf(unfinishedImports);
    }
}
