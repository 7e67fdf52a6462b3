package org.schemuse.changelog.liquibase;

import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.catalog.UnusableChangelogException;
import org.schemuse.changelog.privilege.OwnersAlone;

/**
 * Applies and rolls back the changesets of a catalog on one connection. The connection's {@code search_path} is the
 * schema, set and committed before it comes here: Liquibase then puts its ledger there too, and nothing has to name
 * the schema. Nothing is written to standard output or standard error.
 */
public final class ChangelogSession {
    /** The end of a message about a state that is possible only if a pooler spreads the statements of one connection over sessions. */
    public static final String BEHIND_A_POOLER =
            ", as behind a connection pooler in transaction mode: use the URL of the PostgreSQL server itself";

    /** Lines of a preview that differ from run to run; the second may hold the password of a URL. */
    private static final Pattern WHEN_AND_WHERE = Pattern.compile("(?m)^-- (Ran at|Against): .*\\R");

    static {
        LiquibaseScope.prepare();
    }

    private static final Contexts EVERY_CONTEXT = new Contexts();
    private static final LabelExpression EVERY_LABEL = new LabelExpression();

    private final Connection connection;
    private final Catalog catalog;
    private final ChangesetFilter filter;
    private final Guard guard;
    private final Selection selection;
    private Consumer<String> notes = note -> {};

    /** Sees each changeset that runs; null for no observer. */
    private @Nullable ChangesetObserver observer;

    /** The only changesets to run; null for all. */
    private @Nullable List<Changeset> only;

    /**
     * A session on a connection.
     *
     * @param guard keeps the connection in the schema
     * @throws IllegalArgumentException of a changelog that was read only to look at it, so that nothing of it was refused
     */
    public ChangelogSession(Connection connection, Catalog catalog, ChangesetFilter filter, Guard guard) {
        if (ParsedChangelog.lookedAt(catalog)) {
            throw new IllegalArgumentException(catalog.changelog() + " was read to look at it, not to run it");
        }
        this.connection = connection;
        this.catalog = catalog;
        this.filter = filter;
        this.guard = guard;
        this.selection = new Selection(catalog);
    }

    /** Reports, in lines for people, what was done besides running the changesets. */
    public ChangelogSession noting(Consumer<String> lines) {
        notes = lines;
        return this;
    }

    /** Lets an observer see each changeset while it runs; null for no observer. */
    public ChangelogSession observedBy(@Nullable ChangesetObserver changesets) {
        observer = changesets;
        return this;
    }

    /** Keeps a session in the schema of its changesets. */
    public interface Guard {
        /**
         * Refuses another schema than that of the changesets, before the ledger is created and before any statement with
         * a name without a schema.
         *
         * @param current the one that Liquibase found; null for none
         */
        void requireSchema(@Nullable String current);

        /** Called before the first statement of each changeset or rollback. It may commit, because no transaction is open. */
        void check(Connection connection) throws SQLException;
    }

    /**
     * The result of a command.
     *
     * @param changesets ids in the order they ran
     * @param sql null where it was done
     * @param passedOver what was not applied although it was its turn
     */
    public record Outcome(List<String> changesets, @Nullable String sql, List<PassedOver> passedOver) {
        /** With nothing passed over. */
        public Outcome(List<String> changesets, @Nullable String sql) {
            this(changesets, sql, List.of());
        }
    }

    /** Applies everything that is pending, or reports the SQL that would. */
    public Outcome update(boolean sqlOnly) throws ChangelogFailure {
        Contexts contexts = selection.contexts();
        LabelExpression labels = selection.labels(filter);
        return run(
                sqlOnly,
                liquibase -> liquibase.update(contexts, labels),
                (liquibase, sql) -> liquibase.updateSql(contexts, labels, sql));
    }

    /** Applies the next changesets, so many at most. */
    public Outcome update(int count, boolean sqlOnly) throws ChangelogFailure {
        Contexts contexts = selection.contexts();
        LabelExpression labels = selection.labels(filter);
        return run(
                sqlOnly,
                liquibase -> liquibase.update(count, contexts, labels),
                (liquibase, sql) -> liquibase.updateCountSql(count, contexts, labels, sql));
    }

    /** Applies everything up to the changeset that sets a tag; a tag the catalog does not set is a failure. */
    public Outcome update(String toTag, boolean sqlOnly) throws ChangelogFailure {
        Contexts contexts = selection.contexts();
        LabelExpression labels = selection.labels(filter);
        return run(
                sqlOnly,
                liquibase -> {
                    requireTag(liquibase, toTag);
                    liquibase.update(toTag, contexts, labels);
                },
                (liquibase, sql) -> {
                    requireTag(liquibase, toTag);
                    liquibase.updateToTagSql(toTag, contexts, labels, sql);
                });
    }

    /** Applies these changesets and no others, in this order, whatever their labels. */
    public Outcome apply(List<Changeset> changesets) throws ChangelogFailure {
        only = changesets;
        return run(false, liquibase -> liquibase.update(EVERY_CONTEXT, EVERY_LABEL), (liquibase, sql) -> {});
    }

    /** Enters these changesets into the ledger as applied, and runs nothing. */
    public Outcome markApplied(List<Changeset> changesets) throws ChangelogFailure {
        only = changesets;
        return run(false, liquibase -> liquibase.changeLogSync(EVERY_CONTEXT, EVERY_LABEL), (liquibase, sql) -> {});
    }

    /** Rolls back so many changesets, the latest first. */
    public Outcome rollback(int count, boolean sqlOnly) throws ChangelogFailure {
        // All changesets, whatever contexts they ran in; they are parsed once for many of them.
        only = catalog.everyChangeset();
        return run(
                sqlOnly,
                liquibase -> liquibase.rollback(count, EVERY_CONTEXT, EVERY_LABEL),
                (liquibase, sql) -> liquibase.rollback(count, EVERY_CONTEXT, EVERY_LABEL, sql));
    }

    /** Sets a tag at the latest changeset in the ledger. */
    public Outcome tag(String tag) throws ChangelogFailure {
        return run(false, liquibase -> liquibase.tag(tag), (liquibase, sql) -> {});
    }

    /** A command of Liquibase. */
    private interface Command {
        void on(Liquibase liquibase) throws Exception;
    }

    /** The same command, which writes the SQL that it would run. */
    private interface SqlCommand {
        void on(Liquibase liquibase, StringWriter sql) throws Exception;
    }

    private Outcome run(boolean sqlOnly, Command command, SqlCommand sqlCommand) throws ChangelogFailure {
        ChangesetTrace trace = new ChangesetTrace(sqlOnly, observer, guard);
        StringWriter sql = new StringWriter();
        try {
            ResourceAccessor files = ParsedChangelog.files(catalog);
            LiquibaseScope.alone(files, ParsedChangelog.javaClasses(catalog), () -> {
                // Liquibase remembers in which schema nothing was pending, but the changelog may have changed since.
                Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
                Liquibase liquibase = liquibase(sqlOnly ? connection : ownersAlone(), trace, files);
                if (sqlOnly) {
                    sqlCommand.on(liquibase, sql);
                } else {
                    command.on(liquibase);
                }
                return null;
            });
        } catch (UnusableChangelogException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw trace.failure(e);
        }
        return new Outcome(
                trace.done(),
                sqlOnly ? WHEN_AND_WHERE.matcher(sql.toString()).replaceAll("") : null,
                trace.passedOver());
    }

    /** A view on which default privileges do not apply: to all that a catalog of this build creates, or to the ledger of a foreign changelog. */
    private Connection ownersAlone() throws SQLException {
        String schema = connection.getSchema();
        return catalog.foreign()
                ? OwnersAlone.ofTable(
                        connection,
                        catalog.ledger().schemaOr(schema),
                        catalog.ledger().changes())
                : OwnersAlone.everywhere(connection, schema);
    }

    private Liquibase liquibase(Connection on, ChangesetTrace trace, ResourceAccessor files) throws Exception {
        Connection observed = observer == null ? on : RollbackOnlyConnection.observed(on, observer);
        Database database = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(
                        new NamelessConnection(ConcurrentIndexes.repeatable(observed, notes)));
        guard.requireSchema(database.getDefaultSchemaName());
        AdvisoryLockService.expectHeld(database);
        nameLedger(database);
        Liquibase liquibase = only == null && catalog.foreign()
                ? new Liquibase(catalog.changelog(), files, database)
                : new Liquibase(
                        ParsedChangelog.kept(catalog, filter, database)
                                .only(only == null ? catalog.changesets() : only),
                        files,
                        database);
        filter.parameters().forEach(liquibase::setChangeLogParameter);
        if (catalog.reading() != null) {
            catalog.reading().parameters().forEach(liquibase::setChangeLogParameter);
        }
        liquibase.setChangeExecListener(trace);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
        return liquibase;
    }

    private void nameLedger(Database database) throws Exception {
        LedgerTables ledger = catalog.ledger();
        if (!ledger.equals(LedgerTables.standard())) {
            database.setDatabaseChangeLogTableName(ledger.changes());
            database.setDatabaseChangeLogLockTableName(ledger.lock());
            if (ledger.schema() != null) {
                database.setLiquibaseSchemaName(ledger.schema());
            }
        }
    }

    private void requireTag(Liquibase liquibase, String tag) throws Exception {
        List<String> tags = liquibase.getDatabaseChangeLog().getChangeSets().stream()
                .flatMap(changeset -> changeset.getChanges().stream())
                .filter(TagDatabaseChange.class::isInstance)
                .map(change -> ((TagDatabaseChange) change).getTag())
                .toList();
        if (!tags.contains(tag)) {
            throw new IllegalArgumentException(
                    "catalog " + catalog.name() + " sets no tag \"" + tag + "\"; it sets: " + String.join(", ", tags));
        }
    }
}
