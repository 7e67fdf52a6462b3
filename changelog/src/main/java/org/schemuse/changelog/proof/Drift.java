package org.schemuse.changelog.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.Edition;
import org.schemuse.changelog.fingerprint.Comparison;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefused;

/**
 * Compares a live schema with what its changelog makes: the changesets its ledger names are applied once more, in an
 * empty database, and the catalogs of both are laid side by side. The live database is only read.
 */
public final class Drift {
    private Drift() {}

    /**
     * Compares.
     *
     * @param edition the parameters the live schema was migrated with
     * @param scratch an empty database, best on the same server
     * @throws SchemaRefused where nothing is applied, or the changelog does not have what is
     */
    public static DriftReport of(DataSource live, Catalog catalog, String schema, Edition edition, DataSource scratch) {
        long start = System.nanoTime();
        List<Changeset> applied = applied(live, catalog, schema);
        return report(live, catalog, schema, applied, made(applied, catalog, schema, edition, scratch), start);
    }

    /** How the live schema stands against what these changesets make, whatever its ledger says. */
    static DriftReport ofThese(
            DataSource live,
            Catalog catalog,
            String schema,
            Edition edition,
            List<Changeset> changesets,
            DataSource scratch) {
        long start = System.nanoTime();
        return report(live, catalog, schema, changesets, made(changesets, catalog, schema, edition, scratch), start);
    }

    private static DriftReport report(
            DataSource live,
            Catalog catalog,
            String schema,
            List<Changeset> changesets,
            Fingerprint should,
            long start) {
        try (Connection connection = live.getConnection()) {
            boolean judged = madeHere(connection, schema);
            List<Difference> differences = Comparison.besidesPartitions(
                    judged ? should : withoutSchemaItself(should),
                    judged
                            ? Fingerprint.of(connection, schema)
                            : withoutSchemaItself(Fingerprint.of(connection, schema)));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new DriftReport(
                    catalog.name(), schema, !differences.isEmpty(), changesets.size(), differences, took);
        } catch (SQLException e) {
            throw SchemaRefused.of(e, "schema \"" + schema + "\"");
        }
    }

    private static List<Changeset> applied(DataSource live, Catalog catalog, String schema) {
        List<Changeset> applied = Schema.of(live, catalog, schema).applied();
        if (applied.isEmpty()) {
            throw new SchemaRefused("schema \"" + schema + "\": nothing of catalog " + catalog.name()
                    + " is applied that could have drifted: migrate first, or name another schema");
        }
        return applied;
    }

    private static Fingerprint made(
            List<Changeset> changesets, Catalog catalog, String schema, Edition edition, DataSource scratch) {
        Schema.of(scratch, catalog, schema).apply(changesets, edition);
        try (Connection connection = scratch.getConnection();
                Statement statement = connection.createStatement()) {
            // A changelog of nothing but a tag makes no schema.
            statement.execute("CREATE SCHEMA IF NOT EXISTS \"" + schema + "\"");
            return Fingerprint.of(connection, schema);
        } catch (SQLException e) {
            throw SchemaRefused.of(e, "scratch database");
        }
    }

    /** Whether a migration of ours made the schema, so that its own grants and comment are known. */
    private static boolean madeHere(Connection connection, String schema) throws SQLException {
        String sql = "SELECT pg_catalog.obj_description(oid, 'pg_namespace') LIKE '%, installed by Schemuse'"
                + " FROM pg_catalog.pg_namespace WHERE nspname = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static Fingerprint withoutSchemaItself(Fingerprint fingerprint) {
        return new Fingerprint(fingerprint.lines().stream()
                .filter(line -> !line.startsWith("schema "))
                .toList());
    }
}
