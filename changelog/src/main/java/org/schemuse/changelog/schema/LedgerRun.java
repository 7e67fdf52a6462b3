package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.util.List;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.liquibase.ChangelogFailure;
import org.schemuse.changelog.liquibase.ChangelogSession;
import org.schemuse.changelog.liquibase.ChangelogSession.Outcome;

/**
 * Runs a command of Liquibase that changes a schema and its ledger and commits. It holds Liquibase's lock and guards the
 * session. If the command fails, the exception says how many changesets are applied, and how to continue.
 */
final class LedgerRun {
    private static final String AGAIN = "run the same command again";

    private final SchemaSession session;
    private final Catalog catalog;
    private final Limits limits;
    private final RunOptions options;

    LedgerRun(SchemaSession session, Catalog catalog, Limits limits, RunOptions options) {
        this.session = session;
        this.catalog = catalog;
        this.limits = limits;
        this.options = options;
    }

    /** What Liquibase is to do with a changelog: update it, roll it back, set a tag. */
    interface LiquibaseCommand {
        /** Runs what is left after earlier attempts, which completed {@code done} changesets. */
        Outcome on(ChangelogSession changelog, int done) throws ChangelogFailure;
    }

    /** Locks the ledger until the session is closed; the schema exists. */
    void lockLedger() throws SQLException {
        try {
            session.lockLedger(catalog.ledger(), options.ledgerWait(), options.notes());
        } catch (SQLException e) {
            throw new SchemaRefusedException(
                    SqlErrors.of(e, session.schema().where()).getMessage() + "; nothing was changed", e);
        }
    }

    /** Applies changesets. Creates the schema if it does not exist, and drops it again if not one could be applied. */
    Outcome apply(ChangesetFilter filter, LiquibaseCommand command) throws SQLException {
        boolean create = !session.schemaExists();
        SchemaCreation creation = new SchemaCreation(session, catalog);
        if (create) {
            creation.create();
        } else {
            creation.requireCreate();
        }
        lockLedger();
        try {
            return withRetries(filter, command);
        } catch (ChangelogFailure e) {
            SchemaRefusedException refused = refused(e, AGAIN);
            if (create
                    && session.isAlive()
                    && Ledger.read(session, catalog).applied().isEmpty()) {
                creation.remove();
            }
            throw refused;
        }
    }

    /**
     * Rolls the latest changesets back.
     *
     * @param count how many, of {@code before} that are applied
     */
    Outcome rollback(int count, int before) throws SQLException {
        lockLedger();
        try {
            Outcome outcome = withRetries(
                    ChangesetFilter.standard(), (changelog, done) -> changelog.rollback(count - done, false));
            session.settle();
            if (outcome.changesets().size() != count) {
                throw new SchemaRefusedException(session.schema().where() + ": asked to roll back " + count
                        + " changesets, " + outcome.changesets().size() + " were: compare history with the catalog");
            }
            return outcome;
        } catch (ChangelogFailure e) {
            throw refused(e, "run schemuse status, then roll back until " + (before - count) + " changesets are left");
        }
    }

    /** Sets a tag at the latest changeset. */
    void tag(String tag) throws SQLException {
        once(ChangesetFilter.standard(), (changelog, done) -> changelog.tag(tag));
    }

    /** Enters changesets into the ledger as applied, and runs none. */
    void markApplied(ChangesetFilter filter, List<Changeset> changesets) throws SQLException {
        once(filter, (changelog, done) -> changelog.markApplied(changesets));
    }

    private void once(ChangesetFilter filter, LiquibaseCommand command) throws SQLException {
        lockLedger();
        session.enter(limits);
        try {
            command.on(changelog(filter), 0);
        } catch (ChangelogFailure e) {
            throw refused(e, AGAIN);
        }
    }

    private Outcome withRetries(ChangesetFilter filter, LiquibaseCommand command)
            throws ChangelogFailure, SQLException {
        ChangelogSession changelog = changelog(filter);
        return new LockRetry(session, limits, options.notes()).run(done -> command.on(changelog, done));
    }

    private ChangelogSession changelog(ChangesetFilter filter) throws SQLException {
        return new SessionGuard(session, limits)
                .changelog(session.connection(), catalog, filter)
                .noting(options.notes())
                .observedBy(options.observer());
    }

    /** @param next how to continue after the connection was lost */
    private SchemaRefusedException refused(ChangelogFailure failure, String next) throws SQLException {
        if (!session.isAlive()) {
            return lost(failure, next);
        }
        session.settle();
        return SqlErrors.of(
                failure,
                session.schema().where(),
                Ledger.read(session, catalog).applied().size(),
                catalog.changesets().size());
    }

    private SchemaRefusedException lost(ChangelogFailure failure, String next) {
        String where = session.schema().where();
        int all = catalog.changesets().size();
        try {
            return SqlErrors.lost(
                    failure, where, appliedNow() + " of " + all + " changesets are applied and stay", next);
        } catch (SchemaRefusedException unreadable) {
            String unknown =
                    "how many of the " + all + " changesets are applied is not known (" + unreadable.getMessage() + ")";
            SchemaRefusedException refused = SqlErrors.lost(failure, where, unknown, next);
            refused.addSuppressed(unreadable);
            return refused;
        } catch (RuntimeException bug) {
            bug.addSuppressed(failure);
            throw bug;
        }
    }

    /** What a new connection finds after the old one was lost. */
    private int appliedNow() {
        try (SchemaSession again = session.again()) {
            return Ledger.read(again, catalog).applied().size();
        } catch (SQLException e) {
            throw SqlErrors.of(e, session.schema().where());
        }
    }
}
