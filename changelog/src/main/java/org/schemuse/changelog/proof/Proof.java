package org.schemuse.changelog.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.Edition;
import org.schemuse.changelog.fingerprint.Comparison;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.changelog.proof.ChangesetProof.Outcome;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefused;

/**
 * Proves that a catalog can go back: each changeset is applied, taken back and applied again, and the catalog of the
 * database must be before as after it went down, and after it went up as before. Needs a database it may fill.
 */
public final class Proof {
    private final Schema schema;
    private final Catalog catalog;
    private final String name;
    private final Connection connection;

    private Proof(Schema schema, Catalog catalog, String name, Connection connection) {
        this.schema = schema;
        this.catalog = catalog;
        this.name = name;
        this.connection = connection;
    }

    /**
     * Proves a catalog in an empty database.
     *
     * @param edition fills in parameters; changesets are tried whatever their labels
     * @param watcher told of each changeset when it is done
     * @throws SchemaRefused where the database cannot be used; what it refuses of the catalog is in the report
     */
    public static ProofReport of(
            DataSource scratch, Catalog catalog, Edition edition, Consumer<ChangesetProof> watcher) {
        long start = System.nanoTime();
        String name = catalog.defaultSchema();
        try (Connection connection = scratch.getConnection()) {
            Schema schema = Schema.of(scratch, catalog, name);
            Proof proof = new Proof(schema, catalog, name, connection);
            List<ChangesetProof> proofs = proof.all(Edition.complete(catalog, edition.parameters()), watcher);
            String version =
                    connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0];
            return ProofReport.of(catalog.name(), version, proofs, since(start));
        } catch (SQLException e) {
            throw SchemaRefused.of(e, "scratch database");
        }
    }

    private List<ChangesetProof> all(Edition edition, Consumer<ChangesetProof> watcher) throws SQLException {
        List<ChangesetProof> proofs = new ArrayList<>();
        boolean stopped = false;
        for (Changeset changeset : catalog.changesets()) {
            ChangesetProof proof = stopped
                    ? new ChangesetProof(
                            changeset.id(),
                            changeset.file(),
                            Outcome.NOT_TRIED,
                            List.of(),
                            List.of(),
                            null,
                            Duration.ZERO)
                    : one(changeset, edition);
            stopped |= proof.outcome() == Outcome.FAILED;
            proofs.add(proof);
            watcher.accept(proof);
        }
        return proofs;
    }

    private ChangesetProof one(Changeset changeset, Edition edition) throws SQLException {
        long start = System.nanoTime();
        List<Difference> left = List.of();
        List<Difference> notAgain = List.of();
        Outcome outcome = Outcome.IRREVERSIBLE;
        String failure = null;
        try {
            Fingerprint before = Fingerprint.ofDatabase(connection, name);
            schema.apply(List.of(changeset), edition);
            if (changeset.rollback()) {
                Fingerprint after = Fingerprint.ofDatabase(connection, name);
                schema.rollback(RollbackRequest.count(1));
                left = Comparison.between(before, Fingerprint.ofDatabase(connection, name));
                schema.apply(List.of(changeset), edition);
                notAgain = Comparison.between(after, Fingerprint.ofDatabase(connection, name));
                outcome = left.isEmpty() && notAgain.isEmpty() ? Outcome.PROVED : Outcome.DIFFERS;
            }
        } catch (SchemaRefused e) {
            outcome = Outcome.FAILED;
            failure = e.getMessage();
        }
        return new ChangesetProof(changeset.id(), changeset.file(), outcome, left, notAgain, failure, since(start));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
