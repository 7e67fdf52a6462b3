package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.liquibase.ChangelogFailure;
import org.schemuse.changelog.liquibase.ChangelogSession;
import org.schemuse.changelog.liquibase.ChangelogSession.Outcome;
import org.schemuse.changelog.liquibase.RollbackOnlyConnection;
import org.schemuse.changelog.lock.LockRow;
import org.schemuse.changelog.privilege.DefaultPrivileges;
import org.schemuse.changelog.privilege.Grants;

/**
 * A run in one transaction that is never committed: closing the session rolls it back. Liquibase either executes the
 * changesets, or only writes their SQL, for which it also reads the database.
 */
final class DryRunSession {
    /** The first statement of Liquibase's SQL, which creates the ledger. */
    private static final Pattern LEDGER_CREATED =
            Pattern.compile("-- Create Database Change Log Table\\s+CREATE TABLE [^;]+;\\R");

    private final SchemaSession session;
    private final Ledger before;
    private final Catalog catalog;
    private final Limits limits;
    private final RunOptions options;

    /** @param before what is applied */
    DryRunSession(SchemaSession session, Ledger before, Limits limits, RunOptions options) {
        this.session = session;
        this.before = before;
        this.catalog = before.catalog();
        this.limits = limits;
        this.options = options;
    }

    /** Creates the schema if it does not exist, and runs the command in it. */
    Outcome run(ChangesetFilter filter, boolean sqlOnly, LedgerRun.LiquibaseCommand command) throws SQLException {
        session.connection().setAutoCommit(false);
        List<String> creation = session.schemaExists() ? List.of() : new SchemaCreation(session, catalog).create();
        session.lockLedgerInTransaction(catalog.ledger(), options.ledgerWait(), options.notes());
        session.enter(limits);
        if (!sqlOnly) {
            session.keepSequences();
        }
        ChangelogSession changelog = new SessionGuard(session, limits)
                .changelog(RollbackOnlyConnection.view(session.connection()), catalog, filter)
                .observedBy(options.observer());
        Outcome outcome = outcome(changelog, command);
        return sqlOnly
                ? new Outcome(
                        outcome.changesets(),
                        script(creation, Objects.requireNonNull(outcome.sql())),
                        outcome.passedOver())
                : outcome;
    }

    private Outcome outcome(ChangelogSession changelog, LedgerRun.LiquibaseCommand command) {
        try {
            return command.on(changelog, 0);
        } catch (ChangelogFailure e) {
            throw SqlErrors.of(
                    e,
                    session.schema().where(),
                    before.applied().size(),
                    catalog.changesets().size());
        }
    }

    /** The script of a run that commits: all its SQL except locks and limits. */
    private String script(List<String> creation, String liquibase) throws SQLException {
        return lines(creation) + session.entry() + lines(lockTable()) + ownersAlone(liquibase);
    }

    private List<String> lockTable() throws SQLException {
        LedgerTables ledger = catalog.ledger();
        return new LockRow(ledger.schemaOr(session.schema().text()), ledger.lock()).creation(session.connection());
    }

    /** Suspends default privileges for what a catalog creates; for a foreign changelog, for its ledger only. */
    private String ownersAlone(String sql) throws SQLException {
        if (catalog.foreign()) {
            return withClosedLedger(sql);
        }
        DefaultPrivileges defaults =
                DefaultPrivileges.of(session.connection(), session.schema().text());
        if (defaults.isEmpty() || sql.isEmpty()) {
            return sql;
        }
        return "-- New objects belong to their owner alone. Should this script stop early, run its last lines.\n"
                + lines(defaults.suspend()) + "\n" + sql + "\n" + lines(defaults.restore());
    }

    private String withClosedLedger(String sql) throws SQLException {
        LedgerTables ledger = catalog.ledger();
        String closed = lines(Grants.revocationsOnNewTable(
                session.connection(), ledger.schemaOr(session.schema().text()), ledger.changes()));
        return LEDGER_CREATED.matcher(sql).replaceFirst(created -> Matcher.quoteReplacement(created.group() + closed));
    }

    /** A script of statements. */
    static String lines(List<String> statements) {
        StringBuilder lines = new StringBuilder();
        statements.forEach(statement -> lines.append(statement).append(";\n"));
        return lines.toString();
    }
}
