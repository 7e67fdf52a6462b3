package org.schemuse.changelog.schema;

import java.util.List;
import org.schemuse.changelog.catalog.Changeset;

/**
 * How a schema stands against its catalog.
 *
 * @param exists whether the schema is there at all
 * @param unknown ids in the ledger that this build's catalog does not have
 * @param serverVersion as the server says it, such as {@code 17.6}
 * @param unfinishedImports empty where the catalog has no imports
 */
public record SchemaStatus(
        String catalog,
        String schema,
        boolean exists,
        List<AppliedChangeset> applied,
        List<Changeset> pending,
        List<String> unknown,
        String serverVersion,
        List<UnfinishedImport> unfinishedImports) {
    public SchemaStatus {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
        unknown = List.copyOf(unknown);
        unfinishedImports = List.copyOf(unfinishedImports);
    }
}
