package org.schemuse.changelog.liquibase;

import java.util.ArrayList;
import java.util.List;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;

/** Remembers which changesets went well and which one did not. */
final class ChangesetTrace extends AbstractChangeExecListener {
    private final List<String> done = new ArrayList<>();
    private ChangeSet failed;
    private Exception failure;

    List<String> done() {
        return List.copyOf(done);
    }

    /** What went wrong, seen from the changeset where that is known. */
    ChangelogFailure failure(Exception seen) {
        Throwable cause = failure == null ? seen : failure;
        String message = String.valueOf(cause.getMessage());
        return failed == null
                ? new ChangelogFailure(null, null, true, message, cause)
                : new ChangelogFailure(
                        failed.getId(), failed.getFilePath(), failed.isRunInTransaction(), message, cause);
    }

    @Override
    public void ran(ChangeSet changeset, DatabaseChangeLog log, Database database, ChangeSet.ExecType type) {
        done.add(changeset.getId());
    }

    @Override
    public void rolledBack(ChangeSet changeset, DatabaseChangeLog log, Database database) {
        done.add(changeset.getId());
    }

    @Override
    public void runFailed(ChangeSet changeset, DatabaseChangeLog log, Database database, Exception exception) {
        failed = changeset;
        failure = exception;
    }

    @Override
    public void rollbackFailed(ChangeSet changeset, DatabaseChangeLog log, Database database, Exception exception) {
        failed = changeset;
        failure = exception;
    }
}
