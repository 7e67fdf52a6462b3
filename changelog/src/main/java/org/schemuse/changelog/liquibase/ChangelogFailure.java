package org.schemuse.changelog.liquibase;

import java.util.List;
import java.util.Optional;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/** A changelog did not run to its end; the cause is the driver's exception where the database refused. */
public final class ChangelogFailure extends Exception {
    private final @Nullable String changeset;
    private final @Nullable String file;
    private final boolean inTransaction;
    private final transient List<String> done;
    private final boolean repeatable;

    /** A failure outside any changeset. */
    ChangelogFailure(String message, List<String> done, Throwable cause) {
        super(message, cause);
        this.changeset = null;
        this.file = null;
        this.inTransaction = true;
        this.done = List.copyOf(done);
        this.repeatable = true;
    }

    ChangelogFailure(ChangeSet failed, String message, List<String> done, Throwable cause) {
        super(message, cause);
        this.changeset = failed.getId();
        this.file = failed.getFilePath();
        this.inTransaction = failed.isRunInTransaction();
        this.done = List.copyOf(done);
        this.repeatable = inTransaction || ConcurrentIndexes.isAllThereIs(failed);
    }

    /** Ids of the changesets that were completed before. */
    public List<String> done() {
        return done;
    }

    /** Whether the changeset can be tried again, because the failed attempt left nothing that is in its way. */
    public boolean repeatable() {
        return repeatable;
    }

    /** Id of the changeset that failed, where it was one. */
    public Optional<String> changeset() {
        return Optional.ofNullable(changeset);
    }

    /** File of the changeset that failed, where it was one. */
    public Optional<String> file() {
        return Optional.ofNullable(file);
    }

    /** Whether what the changeset did before it failed is rolled back; not where it says runInTransaction:false. */
    public boolean inTransaction() {
        return inTransaction;
    }
}
