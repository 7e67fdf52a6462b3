package org.schemuse.changelog.proof;

import java.time.Duration;
import java.util.List;
import org.schemuse.changelog.proof.ChangesetProof.Outcome;

/**
 * What became of every changeset of a catalog.
 *
 * @param serverVersion as the server says it, such as {@code 17.6}
 * @param proved whether every changeset is
 */
public record ProofReport(
        String catalog, String serverVersion, boolean proved, List<ChangesetProof> changesets, Duration took) {
    public ProofReport {
        changesets = List.copyOf(changesets);
    }

    static ProofReport of(String catalog, String serverVersion, List<ChangesetProof> changesets, Duration took) {
        boolean proved = changesets.stream().allMatch(changeset -> changeset.outcome() == Outcome.PROVED);
        return new ProofReport(catalog, serverVersion, proved, changesets, took);
    }
}
