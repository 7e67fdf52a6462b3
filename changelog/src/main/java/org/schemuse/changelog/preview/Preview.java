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
 * Tries a migration or a rollback. Where each changeset may be part of a transaction, they run in the schema itself, in
 * one transaction that is rolled back: with its rows, and with its locks held until the end. Else they run in an empty
 * database in which the schema is made first as its ledger says.
 */
public final class Preview {
    /** A new value of an enum that is used before it is committed; a table that changes with checks still pending. */
    private static final Set<String> ONLY_IN_ONE_TRANSACTION = Set.of("55P04", "55006");

    private final DataSource live;
    private final Catalog catalog;
    private final String schema;
    private final Attempt attempt;

    /** The ids of what would run; null until somebody asked. */
    private List<String> planned;

    private Preview(DataSource live, Catalog catalog, String schema, Attempt attempt) {
        this.live = live;
        this.catalog = catalog;
        this.schema = schema;
        this.attempt = attempt;
    }

    /**
     * What is tried.
     *
     * @param plan asks for the ids of what would run, and changes nothing
     * @param rehearsal runs it and rolls it back
     * @param run runs that many changesets for good
     */
    private record Attempt(
            String direction,
            ChangesetFilter edition,
            Function<Schema, List<String>> plan,
            Consumer<Schema> rehearsal,
            ObjIntConsumer<Schema> run) {}

    /** Of what the request would apply. */
    public static Preview of(DataSource live, Catalog catalog, String schema, MigrationRequest request) {
        return new Preview(
                live,
                catalog,
                schema,
                new Attempt(
                        "migrate",
                        request.edition(),
                        plan -> plan.migrate(request.dryRun()).appliedIds(),
                        rehearsal -> rehearsal.rehearse(request),
                        (run, count) -> run.migrate(request)));
    }

    /** Of what the request would roll back. */
    public static Preview of(DataSource live, Catalog catalog, String schema, RollbackRequest request) {
        return new Preview(
                live,
                catalog,
                schema,
                new Attempt(
                        "rollback",
                        ChangesetFilter.standard(),
                        plan -> plan.rollback(request.dryRun()).rolledBackIds(),
                        rehearsal -> rehearsal.rehearse(request),
                        // A copy's ledger has neither the dates nor the tags somebody set.
                        (run, count) -> run.rollback(request.last(count))));
    }

    /** Whether no changeset that would run is one without a transaction. */
    public boolean fitsATransaction() {
        return Collections.disjoint(planned(), ChangelogReader.outsideOfTransactions(catalog, attempt.edition()));
    }

    /**
     * Runs it in the schema itself and rolls it back; only where {@link #fitsATransaction}.
     *
     * @throws SchemaRefusedException where the database refuses a changeset: it would do so too without a preview
     */
    public PreviewReport inTransaction() {
        try {
            return observed(live, Location.TRANSACTION, attempt.rehearsal());
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
     * Runs it in a copy without rows.
     *
     * @param scratch an empty database, on a server where roles that the changesets make do no harm
     * @throws SchemaRefusedException as {@link #inTransaction}
     */
    public PreviewReport onCopy(DataSource scratch) {
        int count = planned().size();
        List<Changeset> applied = Schema.of(live, catalog, schema).applied();
        try {
            if (!applied.isEmpty()) {
                Schema.of(scratch, catalog, schema).apply(applied, attempt.edition());
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
