package org.schemuse.changelog.proof;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.fingerprint.Difference;

/**
 * What became of one changeset when it was applied, rolled back and applied again.
 *
 * @param id of the changeset
 * @param file the path the ledger stores
 * @param leftBehind what its rollback did not restore, as it stands against what was there before
 * @param notMadeAgain how the second application differs from the first
 * @param message why it could not be applied or rolled back; null where it could
 */
public record ChangesetProof(
        String id,
        String file,
        Outcome outcome,
        List<Difference> leftBehind,
        List<Difference> notMadeAgain,
        @Nullable String message,
        Duration took) {
    public ChangesetProof {
        leftBehind = List.copyOf(leftBehind);
        notMadeAgain = List.copyOf(notMadeAgain);
    }

    /** How it went. */
    public enum Outcome {
        /** Down restored what was there before, and up again what was there after. */
        VERIFIED,
        /** Something is not as it was. */
        DIFFERS,
        /** It has no rollback. */
        IRREVERSIBLE,
        /** The database refused it, or its rollback. */
        FAILED,
        /** One before it failed. */
        NOT_TRIED
    }
}
