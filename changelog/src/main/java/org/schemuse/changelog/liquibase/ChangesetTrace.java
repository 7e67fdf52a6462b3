package org.schemuse.changelog.liquibase;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.PreconditionErrorException;
import liquibase.exception.PreconditionFailedException;
import liquibase.exception.UnexpectedLiquibaseException;
import liquibase.precondition.core.PreconditionContainer.ErrorOption;
import liquibase.precondition.core.PreconditionContainer.FailOption;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.liquibase.ChangesetObserver.ObservedChangeset;
import org.schemuse.changelog.liquibase.PassedOver.Kind;

/** Remembers which changesets went well and which one did not. */
final class ChangesetTrace extends AbstractChangeExecListener {
    private final List<String> done = new ArrayList<>();
    private final boolean preview;
    private final @Nullable ChangesetObserver observer;
    private final ChangelogSession.Guard guard;
    private final List<PassedOver> passedOver = new ArrayList<>();
    private @Nullable String precondition;

    /** The changeset that is being tried; null between changesets. */
    private @Nullable ChangeSet current;

    private @Nullable ChangeSet failed;
    private @Nullable Exception failure;

    /**
     * @param preview whether nothing may be changed
     * @param observer sees each changeset that runs; null for no observer
     * @param guard is called before each changeset
     */
    ChangesetTrace(boolean preview, @Nullable ChangesetObserver observer, ChangelogSession.Guard guard) {
        this.preview = preview;
        this.observer = observer;
        this.guard = guard;
    }

    List<String> done() {
        return List.copyOf(done);
    }

    /** What was not applied although it was its turn. */
    List<PassedOver> passedOver() {
        return List.copyOf(passedOver);
    }

    @Override
    public void preconditionFailed(PreconditionFailedException error, FailOption onFail) {
        precondition = error.getFailedPreconditions().stream()
                .map(each -> String.valueOf(each.getMessage()))
                .collect(Collectors.joining("; "));
        if (onFail == FailOption.CONTINUE) {
            passOver(current, Kind.SKIPPED, precondition);
        }
    }

    @Override
    public void preconditionErrored(PreconditionErrorException error, ErrorOption onError) {
        precondition = error.getErrorPreconditions().stream()
                .map(each -> ErrorText.of(each.getCause()))
                .collect(Collectors.joining("; "));
        if (onError == ErrorOption.CONTINUE) {
            passOver(current, Kind.SKIPPED, precondition);
        }
    }

    /** The failure, with the changeset in which it happened if that is known. */
    ChangelogFailure failure(Throwable seen) {
        Throwable cause = failure == null ? seen : failure;
        String message = String.valueOf(cause.getMessage());
        // A connection may be lost while a changeset is entered into the ledger.
        ChangeSet at = failed == null ? current : failed;
        return at == null ? new ChangelogFailure(message, done, cause) : new ChangelogFailure(at, message, done, cause);
    }

    @Override
    public void willRun(ChangeSet changeset, DatabaseChangeLog log, Database database, ChangeSet.RunStatus status) {
        current = changeset;
        onConnection(changeset, database, connection -> begins(connection, changeset));
    }

    @Override
    public void ran(ChangeSet changeset, DatabaseChangeLog log, Database database, ChangeSet.ExecType type) {
        onConnection(changeset, database, this::ended);
        switch (type) {
            case FAILED -> passOver(changeset, Kind.FAILED, changeset.getErrorMsg());
            case SKIPPED -> {
                // Recorded when its preconditions were checked.
            }
            case MARK_RAN -> {
                passOver(changeset, Kind.MARKED, precondition);
                done.add(changeset.getId());
            }
            default -> done.add(changeset.getId());
        }
        current = null;
    }

    private void passOver(@Nullable ChangeSet changeset, Kind kind, @Nullable String reason) {
        String line = reason == null ? "no reason is known" : reason.strip().replaceAll("\\s*\\R\\s*", " ");
        if (changeset == null) {
            // Preconditions of the whole changelog.
            return;
        }
        passedOver.add(new PassedOver(changeset.getId(), changeset.getFilePath(), kind, line));
    }

    @Override
    public void willRollback(ChangeSet changeset, DatabaseChangeLog log, Database database) {
        current = changeset;
        onConnection(changeset, database, connection -> begins(connection, changeset));
    }

    @Override
    public void rolledBack(ChangeSet changeset, DatabaseChangeLog log, Database database) {
        onConnection(changeset, database, this::ended);
        done.add(changeset.getId());
        current = null;
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
        guard.check(connection);
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

    private interface ConnectionHook {
        void on(Connection connection) throws SQLException;
    }

    private void onConnection(ChangeSet changeset, Database database, ConnectionHook hook) {
        if (!preview && database.getConnection() instanceof JdbcConnection connection) {
            try {
                hook.on(connection.getUnderlyingConnection());
            } catch (SQLException e) {
                failed = changeset;
                failure = e;
                throw new UnexpectedLiquibaseException(e);
            }
        }
    }
}
