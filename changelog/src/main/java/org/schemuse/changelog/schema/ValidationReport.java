package org.schemuse.changelog.schema;

import java.util.List;

/**
 * What is wrong with a changelog, and with what a schema's ledger says of it.
 *
 * @param schema null where no database was looked at
 * @param changesets how many the changelog has
 */
public record ValidationReport(String catalog, String schema, int changesets, List<Finding> findings) {
    public ValidationReport {
        findings = List.copyOf(findings);
    }

    /**
     * One thing that is wrong.
     *
     * @param file the path the ledger stores
     * @param problem what is wrong and what to do, in one line
     */
    public record Finding(String id, String file, String problem) {}
}
