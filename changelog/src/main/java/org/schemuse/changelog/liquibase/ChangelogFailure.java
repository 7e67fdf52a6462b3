package org.schemuse.changelog.liquibase;

import java.util.Optional;

/** A changelog did not run to its end; the cause is the driver's exception where the database refused. */
public final class ChangelogFailure extends Exception {
    private final String changeset;
    private final String file;
    private final boolean inTransaction;

    ChangelogFailure(String changeset, String file, boolean inTransaction, String message, Throwable cause) {
        super(message, cause);
        this.changeset = changeset;
        this.file = file;
        this.inTransaction = inTransaction;
    }

    /** Id of the changeset that failed, where it was one. */
    public Optional<String> changeset() {
        return Optional.ofNullable(changeset);
    }

    /** File of the changeset that failed, where it was one. */
    public Optional<String> file() {
        return Optional.ofNullable(file);
    }

    /** Whether what the changeset did before it failed is taken back; not where it says runInTransaction:false. */
    public boolean inTransaction() {
        return inTransaction;
    }
}
