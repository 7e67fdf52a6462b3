package org.schemuse.changelog.liquibase;

import java.sql.Connection;
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
import org.schemuse.changelog.liquibase.ChangesetObserver.ObservedChangeset;

/** Remembers which changesets went well and which one did not. */
final class ChangesetTrace extends AbstractChangeExecListener {
    private final List<String> done = new ArrayList<>();
    private final boolean preview;
    private final Consumer<String> notes;
    private final ChangesetObserver observer;
    private ChangeSet failed;
    private Exception failure;

    /**
     * @param preview whether nothing may be changed
     * @param notes takes a line about what had to be done besides
     * @param observer told of each changeset that runs; null for nobody
     */
    ChangesetTrace(boolean preview, Consumer<String> notes, ChangesetObserver observer) {
        this.preview = preview;
        this.notes = notes;
        this.observer = observer;
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
        onConnection(changeset, database, connection -> {
            InvalidIndexes.dropLeftOvers(changeset, connection, notes);
            begins(connection, changeset);
        });
    }

    @Override
    public void ran(ChangeSet changeset, DatabaseChangeLog log, Database database, ChangeSet.ExecType type) {
        onConnection(changeset, database, this::ended);
        // One that may fail did, or its preconditions let it pass for this time: the ledger does not get it either.
        if (type != ChangeSet.ExecType.FAILED && type != ChangeSet.ExecType.SKIPPED) {
            done.add(changeset.getId());
        }
    }

    @Override
    public void willRollback(ChangeSet changeset, DatabaseChangeLog log, Database database) {
        onConnection(changeset, database, connection -> begins(connection, changeset));
    }

    @Override
    public void rolledBack(ChangeSet changeset, DatabaseChangeLog log, Database database) {
        onConnection(changeset, database, this::ended);
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

    private void begins(Connection connection, ChangeSet changeset) throws SQLException {
        if (observer != null) {
            observer.begins(
                    connection,
                    new ObservedChangeset(changeset.getId(), changeset.getFilePath(), changeset.isRunInTransaction()));
        }
    }

    private void ended(Connection connection) throws SQLException {
        if (observer != null) {
            observer.ended(connection);
        }
    }

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void onConnection(ChangeSet changeset, Database database, Work work) {
        if (!preview && database.getConnection() instanceof JdbcConnection connection) {
            try {
                work.on(connection.getUnderlyingConnection());
            } catch (SQLException e) {
                failed = changeset;
                failure = e;
                throw new UnexpectedLiquibaseException(e);
            }
        }
    }
}
