package org.schemuse.changelog.preview;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.preview.PreviewReport.Location;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefusedException;

/**
 * Runs a migration or a rollback, measures each changeset, and undoes everything. If each changeset may be part of a
 * transaction, they run in the schema itself, with its rows, in one transaction that is rolled back; their locks are held
 * until its end. Otherwise they run in an empty database, in which the schema is created first as its ledger says.
 */
public final class Preview {
    /** SQLSTATEs of a new enum value that is used before it is committed, and of a table that is altered with deferred checks pending. */
    private static final Set<String> ONLY_IN_ONE_TRANSACTION = Set.of("55P04", "55006");

    private final DataSource live;
    private final Catalog catalog;
    private final String schema;
    private final Attempt attempt;

    /** The ids of the changesets that would run; null until they are needed. */
    private @Nullable List<String> planned;

    private Preview(DataSource live, Catalog catalog, String schema, Attempt attempt) {
        this.live = live;
        this.catalog = catalog;
        this.schema = schema;
        this.attempt = attempt;
    }

    /**
     * One direction of a preview.
     *
     * @param plan returns the ids of the changesets that would run, and changes nothing
     * @param dryRun runs them and rolls them back
     * @param run runs so many changesets and commits them
     */
    private record Attempt(
            String direction,
            ChangesetFilter filter,
            Function<Schema, List<String>> plan,
            Consumer<Schema> dryRun,
            ObjIntConsumer<Schema> run) {}

    /**
     * A preview of a migration; runs nothing yet.
     *
     * @param live the database of the schema
     * @param schema need not exist
     */
    public static Preview of(DataSource live, Catalog catalog, String schema, MigrationRequest request) {
        return new Preview(
                live,
                catalog,
                schema,
                new Attempt(
                        "migrate",
                        request.filter(),
                        plan -> plan.migrate(request.dryRun()).appliedIds(),
                        dryRun -> dryRun.executeAndRollBack(request),
                        (run, count) -> run.migrate(request)));
    }

    /**
     * A preview of a rollback; runs nothing yet.
     *
     * @param live the database of the schema
     */
    public static Preview of(DataSource live, Catalog catalog, String schema, RollbackRequest request) {
        return new Preview(
                live,
                catalog,
                schema,
                new Attempt(
                        "rollback",
                        ChangesetFilter.standard(),
                        plan -> plan.rollback(request.dryRun()).rolledBackIds(),
                        dryRun -> dryRun.executeAndRollBack(request),
                        // The ledger of a copy has neither the dates nor the tags of the schema.
                        (run, count) -> run.rollback(request.last(count))));
    }

    /**
     * Whether each changeset that would run may be part of a transaction.
     *
     * @throws SchemaRefusedException if the database or the request is refused
     */
    public boolean fitsATransaction() {
        return Collections.disjoint(planned(), ChangelogReader.outsideOfTransactions(catalog, attempt.filter()));
    }

    /**
     * Runs the changesets in the schema itself and rolls them back; only if {@link #fitsATransaction}. Their locks keep
     * other sessions waiting until the end.
     *
     * @return durations without the part of the ledger
     * @throws SchemaRefusedException if the database refuses a changeset, which it would also do without a preview
     */
    public PreviewReport inTransaction() {
        try {
            return observed(live, Location.TRANSACTION, attempt.dryRun());
        } catch (SchemaRefusedException e) {
            if (oneTransactionIsTheCause(e)) {
                throw new SchemaRefusedException(
                        e.getMessage() + ". Only the preview keeps it in one transaction with the changesets before"
                                + " it: try it in a copy, with --on embedded",
                        e);
            }
            throw e;
        }
    }

    private static boolean oneTransactionIsTheCause(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && refusal.getSQLState() != null) {
                return ONLY_IN_ONE_TRANSACTION.contains(refusal.getSQLState());
            }
        }
        return false;
    }

    /**
     * Runs the changesets in a copy of the schema without rows, so durations do not apply to the schema itself.
     *
     * @param scratch an empty database, on a server on which the roles that the changesets create do no harm
     * @return durations without the part of the ledger
     * @throws SchemaRefusedException as {@link #inTransaction}
     */
    public PreviewReport onCopy(DataSource scratch) {
        int count = planned().size();
        List<Changeset> applied = Schema.of(live, catalog, schema).applied();
        try {
            if (!applied.isEmpty()) {
                Schema.of(scratch, catalog, schema).apply(applied, attempt.filter());
            }
            return observed(scratch, Location.COPY, copy -> {
                if (count > 0) {
                    attempt.run().accept(copy, count);
                }
            });
        } catch (SchemaRefusedException e) {
            throw new SchemaRefusedException("tried in an empty copy, of which nothing remains: " + e.getMessage(), e);
        }
    }

    private List<String> planned() {
        if (planned == null) {
            planned = attempt.plan().apply(Schema.of(live, catalog, schema));
        }
        return planned;
    }

    private PreviewReport observed(DataSource database, Location place, Consumer<Schema> work) {
        long start = System.nanoTime();
        try (Recorder recorder = new Recorder(database, schema)) {
            work.accept(Schema.of(database, catalog, schema).observedBy(recorder));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new PreviewReport(
                    catalog.name(),
                    schema,
                    attempt.direction(),
                    place,
                    serverVersion(database),
                    recorder.previews(),
                    took);
        }
    }

    private String serverVersion(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0];
        } catch (SQLException e) {
            throw SchemaRefusedException.of(e, "schema \"" + schema + "\"");
        }
    }
}
