package org.schemuse.changelog.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.UnusableChangelogException;
import org.schemuse.changelog.fingerprint.CatalogWatch;
import org.schemuse.changelog.fingerprint.Changes;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.proof.ChangesetProof.Outcome;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefusedException;

/**
 * Proves that the changesets of a catalog can be rolled back. Each one is applied, rolled back and applied again. The
 * system catalog must be the same after the rollback as before the changeset, and the same after the second time as after
 * the first. Needs a database that it may fill.
 */
public final class Proof {
    private final Schema schema;
    private final Catalog catalog;
    private final CatalogWatch watch;

    /**
     * Which changesets are proved, by their place in the catalog.
     *
     * @param from the first, from 0
     * @param to the one after the last
     */
    public record Part(int from, int to) {
        /**
         * The changesets after the one that sets a tag.
         *
         * @throws UnusableChangelogException if no changeset sets it
         */
        public static Part since(String tag, Catalog catalog, ChangesetFilter filter) {
            List<String> tags = ChangelogReader.attributes(catalog, filter).stream()
                    .map(attributes -> attributes.getOrDefault("tag", ""))
                    .toList();
            if (!tags.contains(tag)) {
                throw new UnusableChangelogException(
                        "catalog " + catalog.name() + " sets no tag \"" + tag + "\"; it sets: "
                                + tags.stream().filter(set -> !set.isEmpty()).collect(Collectors.joining(", ")));
            }
            return new Part(tags.lastIndexOf(tag) + 1, tags.size());
        }

        /**
         * One changeset.
         *
         * @throws UnusableChangelogException if the catalog has no changeset of this id
         */
        public static Part only(String id, Catalog catalog) {
            List<String> ids = catalog.changesets().stream().map(Changeset::id).toList();
            if (!ids.contains(id)) {
                throw new UnusableChangelogException("catalog " + catalog.name() + " has no changeset \"" + id
                        + "\": see the ids that status shows");
            }
            return new Part(ids.indexOf(id), ids.indexOf(id) + 1);
        }

        /** The number of changesets. */
        public int size() {
            return to - from;
        }
    }

    private Proof(Schema schema, Catalog catalog, CatalogWatch watch) {
        this.schema = schema;
        this.catalog = catalog;
        this.watch = watch;
    }

    /**
     * Proves a catalog in an empty database.
     *
     * @param scratch an empty database, which is full afterwards
     * @param filter gives parameters; its labels do not matter, because every changeset is tried
     * @param watcher gets each changeset when it is done
     * @return a changeset that the database refuses is in the report as failed, and those after it as not tried
     * @throws SchemaRefusedException if the database cannot be used
     */
    public static ProofReport of(
            DataSource scratch, Catalog catalog, ChangesetFilter filter, Consumer<ChangesetProof> watcher) {
        return of(scratch, catalog, filter, new Part(0, catalog.changesets().size()), watcher);
    }

    /**
     * Proves a part of a catalog. Changesets before it are applied only, changesets after it are left out.
     *
     * @throws SchemaRefusedException if the database cannot be used, or refuses a changeset before the part
     */
    public static ProofReport of(
            DataSource scratch, Catalog catalog, ChangesetFilter filter, Part part, Consumer<ChangesetProof> watcher) {
        long start = System.nanoTime();
        String name = catalog.defaultSchema();
        try (Connection connection = scratch.getConnection()) {
            Schema schema = Schema.of(scratch, catalog, name).withoutRowCounts();
            ChangesetFilter complete = ChangesetFilter.complete(catalog, filter.parameters());
            if (part.from() > 0) {
                schema.apply(catalog.changesets().subList(0, part.from()), complete);
            }
            Proof proof = new Proof(schema, catalog, CatalogWatch.of(connection, name));
            List<ChangesetProof> proofs = proof.all(part, complete, watcher);
            String version =
                    connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0];
            return ProofReport.of(catalog.name(), version, proofs, since(start));
        } catch (SQLException e) {
            throw SchemaRefusedException.of(e, "scratch database");
        }
    }

    private List<ChangesetProof> all(Part part, ChangesetFilter filter, Consumer<ChangesetProof> watcher)
            throws SQLException {
        List<ChangesetProof> proofs = new ArrayList<>();
        boolean stopped = false;
        for (Changeset changeset : catalog.changesets().subList(part.from(), part.to())) {
            ChangesetProof proof = stopped ? notTried(changeset) : one(changeset, filter);
            stopped |= proof.outcome() == Outcome.FAILED;
            proofs.add(proof);
            // After 1, 2, 4, 8 ... changesets, because reading the whole database takes longer the more there is in it.
            if (!stopped && (Integer.bitCount(proofs.size()) == 1 || proofs.size() == part.size())) {
                watch.refuseIfBehind();
            }
            watcher.accept(proof);
        }
        return proofs;
    }

    private static ChangesetProof notTried(Changeset changeset) {
        return new ChangesetProof(
                changeset.id(), changeset.file(), Outcome.NOT_TRIED, List.of(), List.of(), null, Duration.ZERO);
    }

    private ChangesetProof one(Changeset changeset, ChangesetFilter filter) throws SQLException {
        long start = System.nanoTime();
        List<Difference> left = List.of();
        List<Difference> notAgain = List.of();
        Outcome outcome = Outcome.IRREVERSIBLE;
        @Nullable String failure = null;
        try {
            schema.apply(List.of(changeset), filter);
            Changes up = watch.look();
            if (changeset.rollback()) {
                schema.rollback(RollbackRequest.count(1));
                Changes down = watch.look();
                left = up.then(down).differences();
                schema.apply(List.of(changeset), filter);
                notAgain = down.then(watch.look()).differences();
                outcome = left.isEmpty() && notAgain.isEmpty() ? Outcome.VERIFIED : Outcome.DIFFERS;
            }
        } catch (SchemaRefusedException e) {
            outcome = Outcome.FAILED;
            failure = e.getMessage();
        }
        return new ChangesetProof(changeset.id(), changeset.file(), outcome, left, notAgain, failure, since(start));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
