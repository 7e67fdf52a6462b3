package org.schemuse.changelog.proof;

import java.util.List;
import org.schemuse.changelog.fingerprint.Difference;

/**
 * The adoption of a schema that somebody else made.
 *
 * @param adopted whether the changesets are now in the ledger
 * @param changesetIds of the changesets that are marked as applied, or would be, in order
 * @param differences what the schema lacks of what they make, or has besides
 */
public record BaselineReport(
        String catalog, String schema, boolean adopted, List<String> changesetIds, List<Difference> differences) {
    public BaselineReport {
        changesetIds = List.copyOf(changesetIds);
        differences = List.copyOf(differences);
    }
}
