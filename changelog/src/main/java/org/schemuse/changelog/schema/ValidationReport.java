package org.schemuse.changelog.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a changelog, and with what a schema's ledger says of it.
 *
 * @param schema null where no database was looked at
 * @param changesetCount how many the changelog has
 */
public record ValidationReport(String catalog, @Nullable String schema, int changesetCount, List<Finding> findings) {
    public ValidationReport {
        findings = List.copyOf(findings);
    }

    /**
     * One thing that is wrong.
     *
     * @param changeset author and id, such as {@code schemuse:009-create-users-table}
     * @param file the path the ledger stores
     * @param message what is wrong and what to do, in one line
     */
    public record Finding(String changeset, String file, String message) {}
}
