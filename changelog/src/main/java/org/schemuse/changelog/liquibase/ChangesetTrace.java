package org.schemuse.changelog.liquibase;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.UnexpectedLiquibaseException;

/** Remembers which changesets went well and which one did not. */
final class ChangesetTrace extends AbstractChangeExecListener {
    private final List<String> done = new ArrayList<>();
    private final boolean preview;
    private final Consumer<String> notes;
    private ChangeSet failed;
    private Exception failure;

    /**
     * @param preview whether nothing may be changed
     * @param notes takes a line about what had to be done besides
     */
    ChangesetTrace(boolean preview, Consumer<String> notes) {
        this.preview = preview;
        this.notes = notes;
    }

    List<String> done() {
        return List.copyOf(done);
    }

    /** What went wrong, seen from the changeset where that is known. */
    ChangelogFailure failure(Exception seen) {
        Throwable cause = failure == null ? seen : failure;
        String message = String.valueOf(cause.getMessage());
        return failed == null
                ? new ChangelogFailure(message, done, cause)
                : new ChangelogFailure(failed, message, done, cause);
    }

    @Override
    public void willRun(ChangeSet changeset, DatabaseChangeLog log, Database database, ChangeSet.RunStatus status) {
        if (!preview && database.getConnection() instanceof JdbcConnection connection) {
            try {
                InvalidIndexes.dropLeftOvers(changeset, connection.getUnderlyingConnection(), notes);
            } catch (SQLException e) {
                failed = changeset;
                failure = e;
                throw new UnexpectedLiquibaseException(e);
            }
        }
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
