package org.schemuse.changelog.schema;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.Edition;
import org.schemuse.changelog.liquibase.ChangelogFailure;
import org.schemuse.changelog.liquibase.ChangelogSession;
import org.schemuse.changelog.liquibase.ChangelogSession.Outcome;
import org.schemuse.changelog.liquibase.ChangesetObserver;
import org.schemuse.changelog.liquibase.Checksums;

/**
 * A catalog in a schema of a database: installs it, takes it back, says how it stands. Each call opens a connection of
 * its own and gives it back. Every refusal of the database is a {@link SchemaRefused}.
 *
 * <p>{@link #status()} and {@link #history()} touch no Liquibase class.
 */
public final class Schema {
    /** In bytes; PostgreSQL cuts longer names without a word. */
    private static final int LONGEST_NAME = 63;

    private final DataSource database;
    private final Catalog catalog;
    private final String name;
    private Consumer<String> notes = note -> {};
    private boolean countsRows = true;
    private Duration ledgerWait = MigrationRequest.LEDGER_WAIT;

    /** Told of each changeset that runs; null for nobody. */
    private ChangesetObserver observer;

    private Schema(DataSource database, Catalog catalog, String name) {
        this.database = database;
        this.catalog = catalog;
        this.name = name;
    }

    public static Schema of(DataSource database, Catalog catalog, String schemaName) {
        if (schemaName.isBlank()) {
            throw new SchemaRefused("the name of the schema is empty: name one, or leave --schema out");
        }
        // In a search_path, "$user" means the schema of that user, quoted or not.
        boolean special = schemaName.equals("information_schema") || schemaName.equals("$user");
        if (schemaName.startsWith("pg_") || special) {
            throw new SchemaRefused("schema \"" + schemaName + "\" belongs to PostgreSQL: choose another name");
        }
        if (schemaName.contains("\"") || schemaName.contains("\\")) {
            throw new SchemaRefused(
                    "schema '" + schemaName + "' has a double quote or a backslash in its name: choose a name without");
        }
        int bytes = schemaName.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_NAME) {
            throw new SchemaRefused("schema \"" + schemaName + "\" is a name of " + bytes + " bytes, expected "
                    + LONGEST_NAME + " or fewer: choose a shorter one");
        }
        return new Schema(database, catalog, schemaName);
    }

    /** Lines about whom a run waits for, and what it does about it, go here as they come up. */
    public Schema noting(Consumer<String> lines) {
        notes = lines;
        return this;
    }

    /** A rollback does not count the rows that it drops: a query for each table is much where nobody asks. */
    public Schema withoutRowCounts() {
        countsRows = false;
        return this;
    }

    /** How long to wait for Liquibase's lock on the ledger; zero waits for ever. Else five minutes, as Liquibase does. */
    public Schema waitingForLiquibase(Duration longest) {
        ledgerWait = longest;
        return this;
    }

    /** Each changeset that is applied or taken back is told to somebody while it runs. */
    public Schema observedBy(ChangesetObserver changesets) {
        observer = changesets;
        return this;
    }

    /** Applies what is pending; makes the schema where it is missing. With nothing pending it changes nothing. */
    public MigrationReport migrate(MigrationRequest request) {
        return migrate(request, request.dryRunSql());
    }

    /** Applies what is pending in one transaction and takes all of it back; each changeset must allow a transaction. */
    public MigrationReport rehearse(MigrationRequest request) {
        return migrate(request, true);
    }

    private MigrationReport migrate(MigrationRequest request, boolean rehearse) {
        long start = System.nanoTime();
        refuseUnknownLabels(request.edition());
        return connected(session -> {
            session.lock(request.lockTimeout());
            boolean create = !session.schemaExists();
            Ledger before = Ledger.read(session, catalog, name);
            new Exposure(session, catalog, name).note(notes);
            List<Changeset> pending = before.pending(request.edition());
            // Somebody else's changesets may ask to run always, or again when they change: only Liquibase knows.
            if (pending.isEmpty() && !catalog.foreign()) {
                return report(false, new Outcome(List.of(), request.dryRunSql() ? "" : null), pending, start);
            }
            UnfinishedImport.refuse(session, name);
            if (rehearse) {
                return report(create, rehearse(session, request, create, before), pending, start);
            }
            Outcome outcome = apply(session, request, (changelog, done) -> update(changelog, request, done));
            return report(create, outcome, Ledger.read(session, catalog, name).pending(request.edition()), start);
        });
    }

    /** Applies these changesets and no others, in this order, whatever their labels; the edition gives parameters. */
    public void apply(List<Changeset> changesets, Edition edition) {
        MigrationRequest request = MigrationRequest.defaults().with(edition);
        connected(session -> {
            session.lock(request.lockTimeout());
            Ledger.read(session, catalog, name);
            return apply(
                    session,
                    request,
                    (changelog, done) -> changelog.apply(changesets.subList(done, changesets.size())));
        });
    }

    /** Takes changesets back, the latest first; what was asked for beyond what is there is refused. */
    public RollbackReport rollback(RollbackRequest request) {
        return rollback(request, request.dryRunSql());
    }

    /** Takes changesets back in one transaction and that back too; each changeset must allow a transaction. */
    public RollbackReport rehearse(RollbackRequest request) {
        return rollback(request, true);
    }

    private RollbackReport rollback(RollbackRequest request, boolean rehearse) {
        long start = System.nanoTime();
        return connected(session -> {
            session.lock(request.lockTimeout());
            if (!rehearse && Ledger.exists(session, catalog, name)) {
                lockLedger(session);
            }
            Ledger before = Ledger.read(session, catalog, name);
            int count = new RollbackPlan(before, where()).count(request);
            if (count == 0) {
                return report(new Outcome(List.of(), request.dryRunSql() ? "" : null), before.ids(), Map.of(), start);
            }
            UnfinishedImport.refuse(session, name);
            session.enter(request.lockTimeout(), request.statementTimeout());
            Map<String, Long> rows = countsRows ? RowCounts.of(session, catalog.ledger(), name) : Map.of();
            if (rehearse) {
                Outcome outcome = rehearse(session, request, count, before);
                List<String> stay = before.ids().subList(0, before.ids().size() - count);
                return request.dryRunSql()
                        ? preview(outcome, stay, rows, start)
                        : report(outcome, stay, RowCounts.without(rows, session.relations()), start);
            }
            Outcome outcome = takeBack(session, request, count, before.ids().size());
            Ledger after = Ledger.read(session, catalog, name);
            Map<String, Long> dropped = RowCounts.without(rows, session.relations());
            if (after.applied().isEmpty()) {
                session.leave(catalog);
            }
            return report(outcome, after.ids(), dropped, start);
        });
    }

    /** How the schema stands against the catalog. */
    public SchemaStatus status() {
        return connected(session -> {
            Ledger ledger = Ledger.read(session, catalog, name);
            return new SchemaStatus(
                    catalog.name(),
                    name,
                    session.schemaExists(),
                    ledger.applied(),
                    ledger.pending(Edition.standard()),
                    ledger.leftOut(),
                    ledger.unknown(),
                    changed(session),
                    session.serverVersion(),
                    session.isStandby(),
                    UnfinishedImport.in(session, name));
        });
    }

    /** Liquibase has read the changelog of somebody else's anyway; for our own catalogs it is not loaded. */
    private List<Checksums.Changed> changed(SchemaSession session) throws SQLException {
        if (!catalog.foreign()) {
            return List.of();
        }
        return Bookkeeping.of(database, catalog, name, Edition.standard()).changed(session);
    }

    /** The ledger, in the order of application. */
    public List<AppliedChangeset> history() {
        return connected(session -> Ledger.read(session, catalog, name).applied());
    }

    /** The catalog's changesets that are applied, in that order; a ledger that names others is refused. */
    public List<Changeset> applied() {
        return connected(session -> Ledger.read(session, catalog, name).changesets(where()));
    }

    /** Marks the latest changeset with a tag of one's own, as an end for a later rollback. */
    public void tag(String tag) {
        connected(session -> {
            session.lock(MigrationRequest.defaults().lockTimeout());
            Ledger ledger = Ledger.read(session, catalog, name);
            if (ledger.applied().isEmpty()) {
                throw new SchemaRefused(where() + ": nothing is applied that could be tagged: migrate first");
            }
            AppliedChangeset latest = ledger.applied().get(ledger.applied().size() - 1);
            if (latest.tag() != null && !latest.tag().equals(tag)) {
                throw new SchemaRefused(where() + ": the latest changeset, " + latest.id() + ", has the tag \""
                        + latest.tag() + "\", and a changeset has one: use that, or migrate first");
            }
            if (ledger.applied().stream().anyMatch(row -> tag.equals(row.tag()))) {
                throw new SchemaRefused(where() + ": tag \"" + tag + "\" is taken: choose another");
            }
            lockLedger(session);
            session.enter(MigrationRequest.defaults().lockTimeout(), Duration.ZERO);
            try {
                new ChangelogSession(session.connection(), catalog).tag(tag);
            } catch (ChangelogFailure e) {
                throw failed(e, session, "run the same command again");
            }
            return null;
        });
    }

    private void refuseUnknownLabels(Edition edition) {
        Set<String> known = catalog.labels();
        edition.labels().stream()
                .filter(label -> !known.contains(label))
                .sorted()
                .findFirst()
                .ifPresent(label -> {
                    throw new SchemaRefused("catalog " + catalog.name() + " has no label \"" + label + "\"; it has: "
                            + (known.isEmpty() ? "none" : String.join(", ", known)));
                });
    }

    private void lockLedger(SchemaSession session) throws SQLException {
        try {
            session.lockLedger(catalog.ledger(), ledgerWait, notes);
        } catch (SQLException e) {
            throw new SchemaRefused(Refusals.of(e, where()).getMessage() + "; nothing was changed", e);
        }
    }

    private interface Run {
        /** @param done how many changesets went well in attempts before */
        Outcome of(ChangelogSession changelog, int done) throws ChangelogFailure;
    }

    private Outcome apply(SchemaSession session, MigrationRequest request, Run run) throws SQLException {
        boolean create = !session.schemaExists();
        if (create) {
            create(session);
        } else if (!session.mayCreate()) {
            throw new SchemaRefused(where() + ": user \"" + session.user()
                    + "\" may not create objects in it: have its owner run GRANT USAGE, CREATE ON SCHEMA "
                    + SchemaSession.quoted(name) + " TO " + SchemaSession.quoted(session.user()));
        }
        lockLedger(session);
        try {
            ChangelogSession changelog = new ChangelogSession(session.connection(), catalog, request.edition())
                    .noting(notes)
                    .guardedBy(new SessionGuard(session, name, request.lockTimeout(), request.statementTimeout()))
                    .observedBy(observer);
            return new Patience(database, session, request.lockTimeout(), request.statementTimeout(), notes)
                    .run(done -> run.of(changelog, done));
        } catch (ChangelogFailure e) {
            SchemaRefused refused = failed(e, session, "run the same command again");
            if (create
                    && session.isAlive()
                    && Ledger.read(session, catalog, name).applied().isEmpty()) {
                session.leave(catalog);
            }
            throw refused;
        }
    }

    private void create(SchemaSession session) throws SQLException {
        try {
            session.create(catalog);
        } catch (SQLException e) {
            if (!"42501".equals(e.getSQLState())) {
                throw e;
            }
            throw new SchemaRefused(
                    where() + ": user \"" + session.user() + "\" may not create it in database \"" + session.database()
                            + "\": have a superuser run GRANT CREATE ON DATABASE "
                            + SchemaSession.quoted(session.database()) + " TO "
                            + SchemaSession.quoted(session.user()),
                    e);
        }
    }

    private Outcome rehearse(SchemaSession session, MigrationRequest request, boolean create, Ledger before)
            throws SQLException {
        try {
            return new Rehearsal(session, catalog, name, observer)
                    .waiting(ledgerWait, notes)
                    .migration(request, create, changelog -> update(changelog, request, 0));
        } catch (ChangelogFailure e) {
            throw Refusals.of(
                    e, where(), before.applied().size(), catalog.changesets().size());
        }
    }

    private Outcome rehearse(SchemaSession session, RollbackRequest request, int count, Ledger before)
            throws SQLException {
        try {
            return new Rehearsal(session, catalog, name, observer)
                    .waiting(ledgerWait, notes)
                    .rollback(request, count);
        } catch (ChangelogFailure e) {
            throw Refusals.of(
                    e, where(), before.applied().size(), catalog.changesets().size());
        }
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

    private Outcome takeBack(SchemaSession session, RollbackRequest request, int count, int before)
            throws SQLException {
        try {
            ChangelogSession changelog = new ChangelogSession(session.connection(), catalog)
                    .noting(notes)
                    .guardedBy(new SessionGuard(session, name, request.lockTimeout(), request.statementTimeout()))
                    .observedBy(observer);
            Outcome outcome = new Patience(database, session, request.lockTimeout(), request.statementTimeout(), notes)
                    .run(done -> changelog.rollback(count - done, false));
            session.settle();
            if (outcome.changesets().size() != count) {
                throw new SchemaRefused(where() + ": asked to take back " + count + " changesets, "
                        + outcome.changesets().size() + " were: compare history with the catalog");
            }
            return outcome;
        } catch (ChangelogFailure e) {
            throw failed(
                    e,
                    session,
                    "run schemuse status, then roll back until " + (before - count) + " changesets are left");
        }
    }

    private RollbackReport preview(Outcome outcome, List<String> stay, Map<String, Long> rows, long start) {
        List<RollbackReport.Step> steps = DroppedTables.of(outcome.sql()).stream()
                .map(step -> new RollbackReport.Step(step.id(), RowCounts.only(rows, step.tables())))
                .toList();
        Map<String, Long> dropped = new TreeMap<>();
        steps.forEach(step -> dropped.putAll(step.rowsDropped()));
        return report(outcome, stay, dropped, steps, start);
    }

    /** @param next how to go on after the connection was lost */
    private SchemaRefused failed(ChangelogFailure e, SchemaSession session, String next) throws SQLException {
        int all = catalog.changesets().size();
        if (session.isAlive()) {
            session.settle();
            return Refusals.of(
                    e, where(), Ledger.read(session, catalog, name).applied().size(), all);
        }
        return Refusals.lost(e, where(), standing(all), next);
    }

    /** What a new connection finds after the old one was lost. */
    private String standing(int all) {
        try {
            int applied = connected(
                    again -> Ledger.read(again, catalog, name).applied().size());
            return applied + " of " + all + " changesets are applied and stay";
        } catch (RuntimeException unreachable) {
            return "the server does not answer, so how many of the " + all + " changesets are applied is not known";
        }
    }

    private MigrationReport report(boolean created, Outcome outcome, List<Changeset> pending, long start) {
        List<String> left = pending.stream()
                .map(Changeset::id)
                .filter(id -> !outcome.changesets().contains(id))
                .toList();
        return new MigrationReport(
                catalog.name(),
                name,
                created,
                outcome.changesets(),
                left,
                outcome.passedOver(),
                outcome.sql(),
                since(start));
    }

    private RollbackReport report(Outcome outcome, List<String> stay, Map<String, Long> dropped, long start) {
        return report(outcome, stay, dropped, List.of(), start);
    }

    private RollbackReport report(
            Outcome outcome,
            List<String> stay,
            Map<String, Long> dropped,
            List<RollbackReport.Step> steps,
            long start) {
        RollbackReport.Outcome what =
                outcome.sql() == null ? RollbackReport.Outcome.ROLLED_BACK : RollbackReport.Outcome.WOULD_ROLL_BACK;
        return new RollbackReport(
                catalog.name(),
                name,
                outcome.changesets().isEmpty() ? RollbackReport.Outcome.NOTHING_TO_ROLL_BACK : what,
                outcome.changesets(),
                stay,
                dropped,
                steps,
                outcome.sql(),
                since(start));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private String where() {
        return "schema " + SchemaSession.quoted(name);
    }

    private <T> T connected(SchemaSession.Work<T> work) {
        return SchemaSession.in(database, name, work);
    }
}
