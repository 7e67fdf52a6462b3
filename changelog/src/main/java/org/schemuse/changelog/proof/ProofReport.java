package org.schemuse.changelog.proof;

import java.time.Duration;
import java.util.List;
import org.schemuse.changelog.proof.ChangesetProof.Outcome;

/**
 * What became of every changeset of a catalog.
 *
 * @param serverVersion as the server says it, such as {@code 17.6}
 * @param verified whether every changeset is
 */
public record ProofReport(
        String catalog, String serverVersion, boolean verified, List<ChangesetProof> changesets, Duration took) {
    public ProofReport {
        changesets = List.copyOf(changesets);
    }

    static ProofReport of(String catalog, String serverVersion, List<ChangesetProof> changesets, Duration took) {
        boolean verified = changesets.stream().allMatch(changeset -> changeset.outcome() == Outcome.VERIFIED);
        return new ProofReport(catalog, serverVersion, verified, changesets, took);
    }
}
