package org.schemuse.changelog.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.liquibase.ChangelogFailure;
import org.schemuse.changelog.liquibase.ChangelogSession;
import org.schemuse.changelog.liquibase.ChangelogSession.Outcome;
import org.schemuse.changelog.liquibase.ChangesetObserver;
import org.schemuse.changelog.liquibase.Checksums;

/**
 * A catalog in a schema of a database: installs it, rolls it back, and compares. Each call opens a connection of
 * its own and gives it back. Every refusal of the database is a {@link SchemaRefusedException}.
 *
 * <p>{@link #status()} and {@link #history()} touch no Liquibase class.
 */
public final class Schema {
    private final DataSource database;
    private final Catalog catalog;
    private final SchemaName schema;
    private RunOptions options = RunOptions.DEFAULT;
    private boolean countsRows = true;

    private Schema(DataSource database, Catalog catalog, SchemaName schema) {
        this.database = database;
        this.catalog = catalog;
        this.schema = schema;
    }

    /**
     * A catalog in a schema, which need not exist yet.
     *
     * @throws SchemaRefusedException if PostgreSQL keeps the name for itself, or SQL cannot carry it
     */
    public static Schema of(DataSource database, Catalog catalog, String schemaName) {
        return new Schema(database, catalog, SchemaName.of(schemaName));
    }

    /** Lines about whom a run waits for, and what it does about it, go here as they come up. */
    public Schema noting(Consumer<String> lines) {
        options = options.noting(lines);
        return this;
    }

    /** A rollback does not count the rows that it drops: a query for each table is much where nobody asks. */
    public Schema withoutRowCounts() {
        countsRows = false;
        return this;
    }

    /** How long to wait for Liquibase's lock on the ledger; zero waits forever. Otherwise five minutes, as Liquibase does. */
    public Schema waitingForLiquibase(Duration longest) {
        options = options.waiting(longest);
        return this;
    }

    /** Each changeset that is applied or rolled back is told to somebody while it runs. */
    public Schema observedBy(ChangesetObserver changesets) {
        options = options.observedBy(changesets);
        return this;
    }

    /** Applies what is pending; creates the schema if it does not exist. With nothing pending it changes nothing. */
    public MigrationReport migrate(MigrationRequest request) {
        return migrate(request, request.dryRunSql());
    }

    /** Applies what is pending in one transaction that is rolled back; each changeset must allow a transaction. */
    public MigrationReport rehearse(MigrationRequest request) {
        return migrate(request, true);
    }

    private MigrationReport migrate(MigrationRequest request, boolean rehearse) {
        Reports reports = new Reports(catalog, schema);
        refuseUnknownLabels(request.edition());
        return connected(session -> {
            session.lock(request.lockTimeout());
            boolean create = !session.schemaExists();
            Ledger before = Ledger.read(session, catalog);
            List<Changeset> pending = before.pending(request.edition());
            // Somebody else's changesets may ask to run always, or again when they change: only Liquibase knows.
            if (pending.isEmpty() && !catalog.foreign()) {
                return reports.migration(false, nothing(request.dryRunSql()), pending);
            }
            UnfinishedImport.refuse(session);
            List<String> exposure = new Exposure(session, catalog).notes();
            LedgerRun.LiquibaseCommand command = (changelog, done) -> update(changelog, request, done);
            Outcome outcome = rehearse
                    ? rehearsal(session, before, request.limits()).run(request.edition(), request.dryRunSql(), command)
                    : run(session, request.limits()).apply(request.edition(), command);
            if (!outcome.changesets().isEmpty()) {
                exposure.forEach(options.notes());
            }
            Ledger after = rehearse ? before : Ledger.read(session, catalog);
            return reports.migration(create, outcome, after.pending(request.edition()));
        });
    }

    private static Outcome update(ChangelogSession changelog, MigrationRequest request, int done)
            throws ChangelogFailure {
        if (request.toTag() != null) {
            return changelog.update(request.toTag(), request.dryRunSql());
        }
        return request.count() == null
                ? changelog.update(request.dryRunSql())
                : changelog.update(request.count() - done, request.dryRunSql());
    }

    /** Applies these changesets and no others, in this order, whatever their labels; the edition gives parameters. */
    public void apply(List<Changeset> changesets, ChangesetFilter edition) {
        connected(session -> {
            session.lock(Limits.DEFAULT.lock());
            Ledger.read(session, catalog);
            return run(session, Limits.DEFAULT)
                    .apply(edition, (changelog, done) -> changelog.apply(changesets.subList(done, changesets.size())));
        });
    }

    /** Rolls changesets back, the latest first; what was asked for beyond what is there is refused. */
    public RollbackReport rollback(RollbackRequest request) {
        return rollback(request, request.dryRunSql());
    }

    /** Rolls changesets back in one transaction, which is rolled back in turn; each changeset must allow a transaction. */
    public RollbackReport rehearse(RollbackRequest request) {
        return rollback(request, true);
    }

    private RollbackReport rollback(RollbackRequest request, boolean rehearse) {
        Reports reports = new Reports(catalog, schema);
        return connected(session -> {
            session.lock(request.lockTimeout());
            LedgerRun run = run(session, request.limits());
            if (!rehearse && Ledger.exists(session, catalog)) {
                run.lockLedger();
            }
            Ledger before = Ledger.read(session, catalog);
            int count = new RollbackPlan(before, schema.where()).count(request);
            if (count == 0) {
                return reports.rollback(nothing(request.dryRunSql()), before.ids(), Map.of());
            }
            UnfinishedImport.refuse(session);
            session.enter(request.limits());
            Extent extent = new Extent(before, count, countsRows ? RowCounts.of(session, catalog.ledger()) : Map.of());
            return rehearse ? rehearsed(session, request, extent, reports) : rolledBack(session, run, extent, reports);
        });
    }

    /**
     * How far a rollback goes.
     *
     * @param rows in each table before it
     */
    private record Extent(Ledger before, int count, Map<String, Long> rows) {}

    private RollbackReport rehearsed(SchemaSession session, RollbackRequest request, Extent extent, Reports reports)
            throws SQLException {
        boolean sqlOnly = request.dryRunSql();
        Outcome outcome = rehearsal(session, extent.before(), request.limits())
                .run(
                        ChangesetFilter.standard(),
                        sqlOnly,
                        (changelog, done) -> changelog.rollback(extent.count(), sqlOnly));
        List<String> before = extent.before().ids();
        List<String> stay = before.subList(0, before.size() - extent.count());
        if (sqlOnly) {
            List<String> end = stay.isEmpty() ? new SchemaCreation(session, catalog).removal() : List.of();
            return reports.rollbackInSql(outcome, stay, extent.rows(), DryRunSession.lines(end));
        }
        return reports.rollback(outcome, stay, RowCounts.without(extent.rows(), session.relations()));
    }

    private RollbackReport rolledBack(SchemaSession session, LedgerRun run, Extent extent, Reports reports)
            throws SQLException {
        Outcome outcome = run.rollback(extent.count(), extent.before().ids().size());
        Map<String, Long> dropped = RowCounts.without(extent.rows(), session.relations());
        Ledger after = Ledger.read(session, catalog);
        if (after.applied().isEmpty()) {
            new SchemaCreation(session, catalog).remove();
        }
        return reports.rollback(outcome, after.ids(), dropped);
    }

    /** Compares the schema with the catalog. */
    public SchemaStatus status() {
        return connected(session -> {
            Ledger ledger = Ledger.read(session, catalog);
            return new SchemaStatus(
                    catalog.name(),
                    schema.text(),
                    session.schemaExists(),
                    ledger.applied(),
                    ledger.pending(ChangesetFilter.standard()),
                    ledger.leftOut(),
                    ledger.unknown(),
                    changed(session),
                    session.serverVersion(),
                    session.isStandby(),
                    UnfinishedImport.in(session));
        });
    }

    /** Liquibase has read the changelog of somebody else's anyway; for our own catalogs it is not loaded. */
    private List<Checksums.Changed> changed(SchemaSession session) throws SQLException {
        if (!catalog.foreign()) {
            return List.of();
        }
        return LedgerMaintenance.of(database, catalog, schema.text(), ChangesetFilter.standard())
                .changed(session);
    }

    /** The ledger, in the order of application. */
    public List<AppliedChangeset> history() {
        return connected(session -> Ledger.read(session, catalog).applied());
    }

    /** The catalog's changesets that are applied, in that order; a ledger that names others is refused. */
    public List<Changeset> applied() {
        return connected(session -> Ledger.read(session, catalog).changesets(schema.where()));
    }

    /** Sets a tag at the latest changeset, as an end for a later rollback. */
    public void tag(String tag) {
        connected(session -> {
            session.lock(Limits.DEFAULT.lock());
            refuseTag(Ledger.read(session, catalog).applied(), tag);
            run(session, Limits.DEFAULT).tag(tag);
            return null;
        });
    }

    private void refuseTag(List<AppliedChangeset> applied, String tag) {
        if (applied.isEmpty()) {
            throw new SchemaRefusedException(
                    schema.where() + ": nothing is applied that could be tagged: migrate first");
        }
        AppliedChangeset latest = applied.get(applied.size() - 1);
        if (latest.tag() != null && !latest.tag().equals(tag)) {
            throw new SchemaRefusedException(schema.where() + ": the latest changeset, " + latest.id()
                    + ", has the tag \"" + latest.tag() + "\", and a changeset has one: use that, or migrate first");
        }
        if (applied.stream().anyMatch(row -> tag.equals(row.tag()))) {
            throw new SchemaRefusedException(schema.where() + ": tag \"" + tag + "\" is taken: choose another");
        }
    }

    private void refuseUnknownLabels(ChangesetFilter edition) {
        Set<String> known = catalog.labels();
        edition.labels().stream()
                .filter(label -> !known.contains(label))
                .sorted()
                .findFirst()
                .ifPresent(label -> {
                    throw new SchemaRefusedException("catalog " + catalog.name() + " has no label \"" + label
                            + "\"; it has: " + (known.isEmpty() ? "none" : String.join(", ", known)));
                });
    }

    private static Outcome nothing(boolean sql) {
        return new Outcome(List.of(), sql ? "" : null);
    }

    private LedgerRun run(SchemaSession session, Limits limits) {
        return new LedgerRun(session, catalog, limits, options);
    }

    private DryRunSession rehearsal(SchemaSession session, Ledger before, Limits limits) {
        return new DryRunSession(session, before, limits, options);
    }

    private <T> T connected(SchemaSession.SessionTask<T> task) {
        return SchemaSession.in(database, schema, task);
    }
}
