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
 * A catalog in a schema of a database: installs it, rolls it back, and compares. Each call opens a connection of its own
 * and closes it. An object is not safe for use by several threads.
 *
 * <p>{@link #status()} and {@link #history()} load no Liquibase class for a catalog of this build.
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
     * @param schemaName as the system catalog has it, without quotes
     * @throws SchemaRefusedException if PostgreSQL reserves the name, or if it is empty, too long or has a quote
     */
    public static Schema of(DataSource database, Catalog catalog, String schemaName) {
        return new Schema(database, catalog, SchemaName.of(schemaName));
    }

    /** Reports while a run waits: which session blocks it, and when it tries again. One line for people each time. */
    public Schema noting(Consumer<String> lines) {
        options = options.noting(lines);
        return this;
    }

    /** Lets a rollback report no row counts, which saves a query for each table. */
    public Schema withoutRowCounts() {
        countsRows = false;
        return this;
    }

    /** Sets the longest wait for Liquibase's lock on the ledger; zero waits forever. The default is five minutes, as in Liquibase. */
    public Schema waitingForLiquibase(Duration longest) {
        options = options.waiting(longest);
        return this;
    }

    /** Lets an observer see each changeset while it is applied or rolled back. */
    public Schema observedBy(ChangesetObserver changesets) {
        options = options.observedBy(changesets);
        return this;
    }

    /**
     * Applies pending changesets, and creates the schema if it does not exist. If nothing is pending it changes nothing.
     * Changesets that were applied before one that fails stay applied.
     *
     * @return what was applied; for a request of SQL only, the SQL
     * @throws SchemaRefusedException if the database cannot be reached or refuses a statement, if a lock is not acquired
     *     within the limits of the request, if the schema holds something else, or if an import is unfinished
     */
    public MigrationReport migrate(MigrationRequest request) {
        return migrate(request, request.dryRunSql());
    }

    /**
     * Executes pending changesets in one transaction and rolls it back.
     *
     * @param request each of its changesets must allow a transaction
     * @return what would be applied
     * @throws SchemaRefusedException as {@link #migrate}
     */
    public MigrationReport executeAndRollBack(MigrationRequest request) {
        return migrate(request, true);
    }

    private MigrationReport migrate(MigrationRequest request, boolean rollBack) {
        Reports reports = new Reports(catalog, schema);
        refuseUnknownLabels(request.filter());
        return connected(session -> {
            session.lock(request.lockTimeout());
            boolean create = !session.schemaExists();
            Ledger before = Ledger.read(session, catalog);
            List<Changeset> pending = before.pending(request.filter());
            // Changesets of a foreign changelog may run always, or again when they change, which only Liquibase knows.
            if (pending.isEmpty() && !catalog.foreign()) {
                return reports.migration(false, nothing(request.dryRunSql()), pending);
            }
            UnfinishedImport.refuse(session);
            List<String> exposure = new Exposure(session, catalog).notes();
            LedgerRun.LiquibaseCommand command = (changelog, done) -> update(changelog, request, done);
            Outcome outcome = rollBack
                    ? dryRun(session, before, request.limits()).run(request.filter(), request.dryRunSql(), command)
                    : run(session, request.limits()).apply(request.filter(), command);
            if (!outcome.changesets().isEmpty()) {
                exposure.forEach(options.notes());
            }
            Ledger after = rollBack ? before : Ledger.read(session, catalog);
            return reports.migration(create, outcome, after.pending(request.filter()));
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

    /**
     * Applies these changesets and no others, in this order.
     *
     * @param filter gives parameters; its labels do not matter
     * @throws SchemaRefusedException as {@link #migrate}
     */
    public void apply(List<Changeset> changesets, ChangesetFilter filter) {
        connected(session -> {
            session.lock(Limits.DEFAULT.lock());
            Ledger.read(session, catalog);
            return run(session, Limits.DEFAULT)
                    .apply(filter, (changelog, done) -> changelog.apply(changesets.subList(done, changesets.size())));
        });
    }

    /**
     * Rolls changesets back, the latest first, and drops a schema that it created when nothing is applied any more.
     *
     * @return what was rolled back; for a request of SQL only, the SQL
     * @throws SchemaRefusedException if fewer changesets are applied than requested, if one has no rollback, or as {@link
     *     #migrate}
     */
    public RollbackReport rollback(RollbackRequest request) {
        return rollback(request, request.dryRunSql());
    }

    /**
     * Executes the rollbacks of changesets in one transaction, and rolls back the transaction.
     *
     * @param request each of its changesets must allow a transaction
     * @return what would be rolled back
     * @throws SchemaRefusedException as {@link #rollback}
     */
    public RollbackReport executeAndRollBack(RollbackRequest request) {
        return rollback(request, true);
    }

    private RollbackReport rollback(RollbackRequest request, boolean rollBack) {
        Reports reports = new Reports(catalog, schema);
        return connected(session -> {
            session.lock(request.lockTimeout());
            LedgerRun run = run(session, request.limits());
            if (!rollBack && Ledger.exists(session, catalog)) {
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
            return rollBack ? tried(session, request, extent, reports) : rolledBack(session, run, extent, reports);
        });
    }

    /**
     * How far a rollback goes.
     *
     * @param rows in each table before it
     */
    private record Extent(Ledger before, int count, Map<String, Long> rows) {}

    private RollbackReport tried(SchemaSession session, RollbackRequest request, Extent extent, Reports reports)
            throws SQLException {
        boolean sqlOnly = request.dryRunSql();
        Outcome outcome = dryRun(session, extent.before(), request.limits())
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

    /**
     * Compares the schema with the catalog; changes nothing.
     *
     * @throws SchemaRefusedException if the database cannot be reached or read, or if the schema holds something else
     */
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

    /** Liquibase has read a foreign changelog already; for a catalog of this build it is not loaded. */
    private List<Checksums.Changed> changed(SchemaSession session) throws SQLException {
        if (!catalog.foreign()) {
            return List.of();
        }
        return LedgerMaintenance.of(database, catalog, schema.text(), ChangesetFilter.standard())
                .changed(session);
    }

    /**
     * The rows of the ledger, in the order of application.
     *
     * @throws SchemaRefusedException as {@link #status}
     */
    public List<AppliedChangeset> history() {
        return connected(session -> Ledger.read(session, catalog).applied());
    }

    /**
     * The changesets of the catalog that are applied, in the order of application.
     *
     * @throws SchemaRefusedException if the ledger names a changeset that the catalog does not have, or as {@link #status}
     */
    public List<Changeset> applied() {
        return connected(session -> Ledger.read(session, catalog).changesets(schema.where()));
    }

    /**
     * Sets a tag at the latest changeset, to which a later rollback can go back.
     *
     * @throws SchemaRefusedException if nothing is applied, if the changeset has another tag or another changeset has
     *     this one, or if the database refuses
     */
    public void tag(String tag) {
        SchemaSession.run(database, schema, session -> {
            session.lock(Limits.DEFAULT.lock());
            refuseTag(Ledger.read(session, catalog).applied(), tag);
            run(session, Limits.DEFAULT).tag(tag);
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

    private void refuseUnknownLabels(ChangesetFilter filter) {
        Set<String> known = catalog.labels();
        filter.labels().stream()
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

    private DryRunSession dryRun(SchemaSession session, Ledger before, Limits limits) {
        return new DryRunSession(session, before, limits, options);
    }

    private <T> T connected(SchemaSession.SessionTask<T> task) {
        return SchemaSession.in(database, schema, task);
    }
}
