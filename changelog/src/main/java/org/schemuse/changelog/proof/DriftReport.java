package org.schemuse.changelog.proof;

import java.time.Duration;
import java.util.List;
import org.schemuse.changelog.fingerprint.Difference;

/**
 * How a live schema stands against what its changelog makes.
 *
 * @param drifted whether there is any difference
 * @param changesetCount how many are applied, and were applied to the copy
 * @param differences the changelog's word is what is expected
 */
public record DriftReport(
        String catalog,
        String schema,
        boolean drifted,
        int changesetCount,
        List<Difference> differences,
        Duration took) {
    public DriftReport {
        differences = List.copyOf(differences);
    }
}
