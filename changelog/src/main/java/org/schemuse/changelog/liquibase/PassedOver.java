package org.schemuse.changelog.liquibase;

import java.io.Serializable;

/**
 * A changeset that was not applied although it was its turn, and nothing stopped.
 *
 * @param file the path the ledger stores
 * @param reason in one line, as the precondition or the database said it
 */
public record PassedOver(String id, String file, Kind kind, String reason) implements Serializable {
    /** What became of it. */
    public enum Kind {
        /** The database refused it, and it says failOnError:false; it stays pending. */
        FAILED,
        /** Its preconditions do not hold, and say CONTINUE; it stays pending. */
        SKIPPED,
        /** Its preconditions do not hold, and say MARK_RAN; the ledger has it as applied. */
        MARKED
    }

    /** Whether the next run tries it again. */
    public boolean staysPending() {
        return kind != Kind.MARKED;
    }
}
