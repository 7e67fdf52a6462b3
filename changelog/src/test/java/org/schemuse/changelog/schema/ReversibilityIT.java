package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.changelog.proof.ChangesetProof;
import org.schemuse.changelog.proof.Proof;
import org.schemuse.changelog.proof.ProofReport;
import org.schemuse.testsupport.TestDatabase;

/** Rollback is proved, not promised: down restores what was there before, and up again what was there after. */
class ReversibilityIT {

    static List<Catalog> catalogs() {
        return Catalog.all();
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void c03EveryChangesetCanBeTakenBackAndAppliedAgain(Catalog catalog) {
        try (TestDatabase database = TestDatabase.empty()) {
            ProofReport report = Proof.of(database.dataSource(), catalog, ChangesetFilter.standard(), changeset -> {});

            assertThat(report.changesets()).hasSameSizeAs(catalog.changesets()).allSatisfy(changeset -> {
                assertThat(changeset.message()).isNull();
                assertThat(changeset.leftBehind()).as(changeset.id()).isEmpty();
                assertThat(changeset.notMadeAgain()).as(changeset.id()).isEmpty();
                assertThat(changeset.outcome()).as(changeset.id()).isEqualTo(ChangesetProof.Outcome.VERIFIED);
            });
            assertThat(report.verified()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void c02EverythingTakenBackLeavesNothingBehind(Catalog catalog) throws SQLException {
        try (TestDatabase database = TestDatabase.empty();
                Connection connection = database.dataSource().getConnection()) {
            connection.createStatement().execute("CREATE SCHEMA ours AUTHORIZATION CURRENT_USER");
            Fingerprint before = Fingerprint.of(connection, "ours");
            Fingerprint elsewhere = Fingerprint.of(connection, "public");

            for (String name : new String[] {"ours", "made"}) {
                Schema schema = Schema.of(database.dataSource(), catalog, name);
                schema.migrate(MigrationRequest.defaults().with(ChangesetFilter.complete(catalog, Map.of())));
                RollbackReport report = schema.rollback(RollbackRequest.everything());
                assertThat(report.rolledBackIds()).hasSameSizeAs(catalog.changesets());
                assertThat(report.stillAppliedIds()).isEmpty();
            }

            assertThat(Fingerprint.of(connection, "ours")).isEqualTo(before);
            assertThat(Fingerprint.of(connection, "public")).isEqualTo(elsewhere);
            assertThat(Schema.of(database.dataSource(), catalog, "ours")
                            .status()
                            .exists())
                    .as("a schema that was there before stays")
                    .isTrue();
            assertThat(Schema.of(database.dataSource(), catalog, "made")
                            .status()
                            .exists())
                    .as("a schema made by the migration goes")
                    .isFalse();
        }
    }
}
