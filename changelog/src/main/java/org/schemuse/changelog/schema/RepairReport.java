package org.schemuse.changelog.schema;

import java.util.List;
import org.schemuse.changelog.liquibase.Checksums;

/**
 * The checksums of a ledger that are not those of its changelog.
 *
 * @param repaired whether they were replaced
 */
public record RepairReport(String catalog, String schema, List<Checksums.Changed> changed, boolean repaired) {
    public RepairReport {
        changed = List.copyOf(changed);
    }
}
