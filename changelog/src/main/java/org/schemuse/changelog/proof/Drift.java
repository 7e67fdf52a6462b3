package org.schemuse.changelog.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.fingerprint.Comparison;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.changelog.liquibase.ChangelogDigest;
import org.schemuse.changelog.schema.CreationComment;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefusedException;
import org.schemuse.postgres.Quoting;

/**
 * Compares a live schema with what its changelog creates. The changesets that its ledger names are applied once more in an
 * empty database, and the system catalogs of both databases are compared. The live database is only read. The fingerprint of
 * the copy is stored, and used again as long as neither the changelog nor the server changes.
 */
public final class Drift {
    /** The role that created the objects: the owner of the ledger, otherwise of most relations. */
    private static final String MAKER = "SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = ? AND c.relname = ? OR n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'S')"
            + " GROUP BY 1 ORDER BY max(CASE WHEN n.nspname = ? AND c.relname = ? THEN 1 ELSE 0 END) DESC, count(*) DESC, 1"
            + " LIMIT 1";

    private static final String SERVER =
            "SELECT pg_catalog.concat_ws('; ', pg_catalog.version(), current_user, d.encoding, d.datcollate,"
                    + " d.datctype, (SELECT pg_catalog.string_agg(e.name || ' ' || e.default_version, ', ' ORDER BY e.name)"
                    + " FROM pg_catalog.pg_available_extensions e))"
                    + " FROM pg_catalog.pg_database d WHERE d.datname = 'template0'";

    private final Installation target;
    private final Location place;
    private final StoredCopies stored;

    private Drift(Installation target, Location place, StoredCopies stored) {
        this.target = target;
        this.place = place;
        this.stored = stored;
    }

    /** Where the copy is created, unless a stored one fits. */
    public interface Location {
        /**
         * What the fingerprint of a copy may depend on besides the changelog, such as {@link #serverOf} returns.
         *
         * @throws SchemaRefusedException if the server does not answer
         */
        String identity();

        /** An empty database, best on the server of the live schema. */
        DataSource database();

        /** A database that exists. */
        static Location at(DataSource empty) {
            return new Location() {
                @Override
                public String identity() {
                    return serverOf(empty);
                }

                @Override
                public DataSource database() {
                    return empty;
                }
            };
        }

        /**
         * The version of a server, how it sorts, its extensions, and the user who would make the copy.
         *
         * @throws SchemaRefusedException if the server does not answer
         */
        static String serverOf(DataSource database) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(SERVER)) {
                row.next();
                return row.getString(1);
            } catch (SQLException e) {
                throw SchemaRefusedException.of(e, "server of the copy");
            }
        }
    }

    /**
     * Compares.
     *
     * @param live the database of the schema
     * @param target its filter has the parameters that the live schema was migrated with
     * @param place is asked for a database only if no stored copy fits
     * @param stored fingerprints of earlier copies; not used for a changelog that runs Java
     * @return the differences; kinds of objects that are not compared are named in it
     * @throws SchemaRefusedException if nothing is applied, if the changelog lacks a changeset of the ledger, or if a
     *     database cannot be used
     */
    public static DriftReport of(DataSource live, Installation target, Location place, StoredCopies stored) {
        Catalog catalog = target.catalog();
        Reading reading = catalog.reading();
        boolean runsJava = reading != null && !reading.javaClasses().isEmpty();
        return new Drift(target, place, runsJava ? StoredCopies.none() : stored)
                .report(live, applied(live, catalog, target.schema()));
    }

    /** Compares the live schema with what these changesets create, whatever its ledger says. */
    static DriftReport ofThese(DataSource live, Installation target, List<Changeset> changesets, Location place) {
        return new Drift(target, place, StoredCopies.none()).report(live, changesets);
    }

    private DriftReport report(DataSource live, List<Changeset> changesets) {
        long start = System.nanoTime();
        String schema = target.schema();
        try (Connection connection = live.getConnection()) {
            Optional<String> maker = maker(connection);
            String key = stored.keeps() ? key(changesets, maker.orElse("")) : "";
            Optional<Fingerprint> found = stored.find(key);
            Fingerprint should = found.isPresent() ? found.get() : made(changesets, maker);
            if (found.isEmpty()) {
                stored.store(key, should);
            }
            Fingerprint is = Fingerprint.of(connection, schema, maker.stream().toList());
            boolean judged = madeHere(connection, schema);
            List<Difference> differences = Comparison.besidesPartitions(
                    judged ? should : withoutSchemaItself(should), judged ? is : withoutSchemaItself(is));
            return new DriftReport(
                    target.catalog().name(),
                    schema,
                    !differences.isEmpty(),
                    changesets.size(),
                    differences,
                    found.isPresent() ? DriftReport.Copy.STORED : DriftReport.Copy.MADE,
                    DriftReport.NOT_COMPARED,
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (SQLException e) {
            throw SchemaRefusedException.of(e, "schema \"" + schema + "\"");
        }
    }

    private static List<Changeset> applied(DataSource live, Catalog catalog, String schema) {
        List<Changeset> applied = Schema.of(live, catalog, schema).applied();
        if (applied.isEmpty()) {
            throw new SchemaRefusedException("schema \"" + schema + "\": nothing of catalog " + catalog.name()
                    + " is applied that could have drifted: migrate first, or name another schema");
        }
        return applied;
    }

    /** Everything that the fingerprint of the copy depends on. */
    private String key(List<Changeset> changesets, String maker) {
        Catalog catalog = target.catalog();
        ChangesetFilter filter = target.filter();
        Reading reading = catalog.reading();
        List<String> texts = new ArrayList<>(List.of(
                Fingerprint.form(),
                place.identity(),
                maker,
                target.schema(),
                catalog.name(),
                new TreeSet<>(filter.labels()).toString(),
                new TreeMap<>(filter.parameters()).toString(),
                reading == null ? "" : new TreeMap<>(reading.parameters()).toString(),
                reading == null ? "" : reading.contexts() + "; " + reading.labelFilter() + "; " + reading.ledger(),
                ChangelogDigest.of(catalog, filter)));
        changesets.forEach(one -> texts.addAll(List.of(one.id(), one.author(), one.file())));
        return ChangelogDigest.of(texts);
    }

    private Fingerprint made(List<Changeset> changesets, Optional<String> maker) throws SQLException {
        DataSource scratch = place.database();
        Schema.of(scratch, target.catalog(), target.schema()).apply(changesets, target.filter());
        try (Connection connection = scratch.getConnection();
                Statement statement = connection.createStatement()) {
            // A changelog that only sets a tag creates no schema.
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + Quoting.identifier(target.schema()));
            // A changelog may give its objects to the role that made those of the live schema.
            List<String> owners = new ArrayList<>(maker.stream().toList());
            owners.add(user(connection));
            return Fingerprint.of(connection, target.schema(), owners);
        } catch (SQLException e) {
            throw SchemaRefusedException.of(e, "scratch database");
        }
    }

    private static String user(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_user")) {
            row.next();
            return row.getString(1);
        }
    }

    private Optional<String> maker(Connection connection) throws SQLException {
        String ledgerSchema = target.catalog().ledger().schemaOr(target.schema());
        String ledger = target.catalog().ledger().changes();
        try (PreparedStatement statement = connection.prepareStatement(MAKER)) {
            List<String> arguments = List.of(ledgerSchema, ledger, target.schema(), ledgerSchema, ledger);
            for (int i = 0; i < arguments.size(); i++) {
                statement.setString(i + 1, arguments.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Whether Schemuse created the schema, so that the grants and the comment of the schema itself are known. */
    private static boolean madeHere(Connection connection, String schema) throws SQLException {
        String sql = "SELECT pg_catalog.obj_description(oid, 'pg_namespace') LIKE ?"
                + " FROM pg_catalog.pg_namespace WHERE nspname = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, CreationComment.LIKE);
            statement.setString(2, schema);
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
