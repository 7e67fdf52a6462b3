package org.schemuse.changelog.schema;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.liquibase.Checksums;
import org.schemuse.changelog.schema.ValidationReport.Finding;

/** Compares the ledger of a schema with its changelog, and repairs checksums or creates the ledger on request. */
public final class LedgerMaintenance {
    private final DataSource database;
    private final Catalog catalog;
    private final SchemaName schema;
    private final ChangesetFilter filter;
    private RunOptions options = RunOptions.DEFAULT;

    private LedgerMaintenance(DataSource database, Catalog catalog, SchemaName schema, ChangesetFilter filter) {
        this.database = database;
        this.catalog = catalog;
        this.schema = schema;
        this.filter = filter;
    }

    /**
     * Maintenance of the ledger of a schema.
     *
     * @param filter has the parameters that the schema was migrated with, on which checksums may depend
     * @throws SchemaRefusedException if the name of the schema is reserved or invalid
     */
    public static LedgerMaintenance of(
            DataSource database, Catalog catalog, String schemaName, ChangesetFilter filter) {
        return new LedgerMaintenance(database, catalog, SchemaName.of(schemaName), filter);
    }

    /** Reports which session it waits for, in lines for people. */
    public LedgerMaintenance noting(Consumer<String> lines) {
        options = options.noting(lines);
        return this;
    }

    /**
     * Validates a changelog without a database.
     *
     * @param requireRollbacks whether each changeset of a foreign changelog needs a rollback too
     */
    public static ValidationReport validate(Catalog catalog, boolean requireRollbacks) {
        return new ValidationReport(
                catalog.name(), null, catalog.changesets().size(), withoutRollback(catalog, requireRollbacks));
    }

    /**
     * Validates the changelog, and compares it with the ledger.
     *
     * @param requireRollbacks whether each changeset of a foreign changelog needs a rollback too
     * @throws SchemaRefusedException if the database refuses, or if the schema holds something else
     */
    public ValidationReport validate(boolean requireRollbacks) {
        return SchemaSession.in(database, schema, session -> {
            Ledger ledger = Ledger.read(session, catalog);
            Stream<Finding> changed = changed(session).stream()
                    .map(row -> new Finding(
                            row.author() + ":" + row.id(),
                            row.file(),
                            "was changed after it was applied (checksum " + row.appliedChecksum() + ", now "
                                    + row.currentChecksum() + "): restore its text, or run schemuse repair"));
            Stream<Finding> unknown = ledger.strangers().stream()
                    .map(row -> new Finding(
                            row.author() + ":" + row.id(),
                            row.file(),
                            "is applied, but the changelog does not have it: use the version that applied it"));
            List<Finding> findings = Stream.of(changed, unknown, withoutRollback(catalog, requireRollbacks).stream())
                    .flatMap(stream -> stream)
                    .toList();
            return new ValidationReport(
                    catalog.name(), schema.text(), catalog.changesets().size(), findings);
        });
    }

    /**
     * The checksums that a repair would replace; changes nothing.
     *
     * @throws SchemaRefusedException if the database refuses
     */
    public RepairReport stale() {
        return SchemaSession.in(
                database, schema, session -> new RepairReport(catalog.name(), schema.text(), changed(session), false));
    }

    /**
     * Replaces the checksums of a report.
     *
     * @param shown what {@link #stale} returned, and what the user has confirmed
     * @throws SchemaRefusedException if other checksums are stale by now, or if the database refuses; then nothing changed
     */
    public RepairReport repair(RepairReport shown) {
        return SchemaSession.in(database, schema, session -> {
            session.lock(Limits.DEFAULT.lock());
            run(session).lockLedger();
            if (!changed(session).equals(shown.changed())) {
                throw new SchemaRefusedException(schema.where()
                        + ": its ledger or its changelog changed meanwhile, nothing was repaired: look again");
            }
            session.connection().setAutoCommit(false);
            for (Checksums.Changed row : shown.changed()) {
                replace(session, row);
            }
            session.connection().commit();
            return new RepairReport(catalog.name(), schema.text(), shown.changed(), true);
        });
    }

    /**
     * Enters changesets into a new ledger as applied, without running them.
     *
     * @return their ids
     * @throws SchemaRefusedException if the schema has a ledger with rows, or if the database refuses
     */
    public List<String> markApplied(List<Changeset> changesets) {
        return SchemaSession.in(database, schema, session -> {
            session.lock(Limits.DEFAULT.lock());
            LedgerRun run = run(session);
            run.lockLedger();
            refuseLedger(session);
            run.markApplied(filter, changesets);
            return changesets.stream().map(Changeset::id).toList();
        });
    }

    private LedgerRun run(SchemaSession session) {
        return new LedgerRun(session, catalog, Limits.DEFAULT, options);
    }

    /**
     * Requires a schema without a ledger.
     *
     * @throws SchemaRefusedException if the schema does not exist, or has a ledger with rows
     */
    public void requireUnknownSchema() {
        SchemaSession.run(database, schema, session -> {
            if (!session.schemaExists()) {
                throw new SchemaRefusedException(
                        schema.where() + " does not exist: there is nothing to adopt. Use migrate to make it");
            }
            refuseLedger(session);
        });
    }

    private void refuseLedger(SchemaSession session) throws SQLException {
        if (Ledger.exists(session, catalog)
                && !Ledger.read(session, catalog).applied().isEmpty()) {
            throw new SchemaRefusedException(
                    schema.where() + " has a ledger already: there is nothing to adopt. See status");
        }
    }

    /** Changesets of our catalogs need a rollback; those of a foreign changelog only on request, because Liquibase needs none. */
    private static List<Finding> withoutRollback(Catalog catalog, boolean required) {
        if (catalog.foreign() && !required) {
            return List.of();
        }
        return catalog.changesets().stream()
                .filter(changeset -> !changeset.rollback())
                .map(changeset -> new Finding(
                        changeset.author() + ":" + changeset.id(),
                        changeset.file(),
                        "has no rollback: add one, or an empty one where nothing is to be done"))
                .toList();
    }

    List<Checksums.Changed> changed(SchemaSession session) throws SQLException {
        if (!Ledger.exists(session, catalog)) {
            return List.of();
        }
        String sql = "SELECT id, author, filename, md5sum FROM " + Ledger.table(catalog.ledger(), schema.text());
        List<Checksums.Stored> stored = new ArrayList<>();
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                stored.add(
                        new Checksums.Stored(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
            }
        }
        session.enter(Limits.DEFAULT);
        return Checksums.changed(catalog, filter, stored, session.connection());
    }

    private void replace(SchemaSession session, Checksums.Changed row) throws SQLException {
        String sql = "UPDATE " + Ledger.table(catalog.ledger(), schema.text())
                + " SET md5sum = ? WHERE id = ? AND author = ? AND filename = ?";
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            statement.setString(1, row.currentChecksum());
            statement.setString(2, row.id());
            statement.setString(3, row.author());
            statement.setString(4, row.file());
            statement.executeUpdate();
        }
    }
}
