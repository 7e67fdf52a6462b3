package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.liquibase.ChangelogFailure;
import org.schemuse.changelog.liquibase.ChangelogSession;
import org.schemuse.changelog.liquibase.ChangelogSession.Outcome;
import org.schemuse.changelog.liquibase.ChangesetObserver;
import org.schemuse.changelog.liquibase.Uncommitted;
import org.schemuse.changelog.privilege.DefaultPrivileges;

/**
 * A run in one transaction that nobody commits: closing the session takes it back. With a request for SQL Liquibase
 * writes what it would do, for which it asks the database; else it does it.
 */
final class Rehearsal {
    private final SchemaSession session;
    private final Catalog catalog;
    private final String name;
    private final ChangesetObserver observer;
    private Duration ledgerWait = MigrationRequest.LEDGER_WAIT;
    private Consumer<String> notes = note -> {};

    /** @param observer told of each changeset that runs; null for nobody */
    Rehearsal(SchemaSession session, Catalog catalog, String name, ChangesetObserver observer) {
        this.session = session;
        this.catalog = catalog;
        this.name = name;
        this.observer = observer;
    }

    /** How long to wait for Liquibase's lock on the ledger, and where lines about its holder go. */
    Rehearsal waiting(Duration longest, Consumer<String> lines) {
        ledgerWait = longest;
        notes = lines;
        return this;
    }

    /** A migration. */
    interface Run {
        Outcome of(ChangelogSession changelog) throws ChangelogFailure;
    }

    Outcome migration(MigrationRequest request, boolean create, Run run) throws ChangelogFailure, SQLException {
        session.connection().setAutoCommit(false);
        if (create) {
            session.create(catalog);
        }
        session.lockLedgerInTransaction(catalog.ledger(), ledgerWait, notes);
        session.enter(request.lockTimeout(), request.statementTimeout());
        if (!request.dryRunSql()) {
            session.keepSequences();
        }
        Outcome outcome =
                run.of(new ChangelogSession(Uncommitted.view(session.connection()), catalog, request.edition())
                        .guardedBy(guard(request.lockTimeout(), request.statementTimeout()))
                        .observedBy(observer));
        String schema = create ? "CREATE SCHEMA " + SchemaSession.quoted(name) + ";\n" : "";
        return afterEntering(schema, outcome);
    }

    Outcome rollback(RollbackRequest request, int count) throws ChangelogFailure, SQLException {
        session.connection().setAutoCommit(false);
        session.lockLedgerInTransaction(catalog.ledger(), ledgerWait, notes);
        session.enter(request.lockTimeout(), request.statementTimeout());
        if (!request.dryRunSql()) {
            session.keepSequences();
        }
        return afterEntering(
                "",
                new ChangelogSession(Uncommitted.view(session.connection()), catalog)
                        .guardedBy(guard(request.lockTimeout(), request.statementTimeout()))
                        .observedBy(observer)
                        .rollback(count, request.dryRunSql()));
    }

    private SessionGuard guard(Duration lockTimeout, Duration statementTimeout) throws SQLException {
        return new SessionGuard(session, name, lockTimeout, statementTimeout);
    }

    /** A script of what a catalog creates, without what default privileges would add. */
    private String ownersAlone(String sql) throws SQLException {
        DefaultPrivileges defaults = catalog.foreign()
                ? new DefaultPrivileges(new TreeSet<>(), List.of(), List.of())
                : DefaultPrivileges.of(session.connection(), name);
        if (defaults.isEmpty() || sql.isEmpty()) {
            return sql;
        }
        return "-- New objects belong to their owner alone. Should this script stop early, run its last lines.\n"
                + String.join(";\n", defaults.suspend()) + ";\n\n" + sql + "\n"
                + String.join(";\n", defaults.restore()) + ";\n";
    }

    private Outcome afterEntering(String schema, Outcome outcome) throws SQLException {
        return outcome.sql() == null
                ? outcome
                : new Outcome(
                        outcome.changesets(),
                        schema + session.entry() + ownersAlone(outcome.sql()),
                        outcome.passedOver());
    }
}
