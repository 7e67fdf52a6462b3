package org.schemuse.changelog.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Edition;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.RollbackReport;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.testsupport.TestDatabase;

/** A changelog of fifty changesets in XML, YAML and SQL that was not written for us. */
class ForeignChangelogIT {
    private final Catalog library = library();

    @Test
    void itMigratesHasNoDriftAndGoesBack() throws SQLException {
        try (TestDatabase live = TestDatabase.empty();
                TestDatabase scratch = TestDatabase.empty();
                Connection connection = live.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            Schema schema = Schema.of(live.dataSource(), library, library.defaultSchema());
            assertThat(schema.migrate(MigrationRequest.defaults()).appliedIds()).hasSize(50);
            assertThat(schema.status().pending()).isEmpty();
            statement.execute("ALTER TABLE copy ALTER COLUMN state SET DEFAULT 'worn'");

            assertThat(Drift.of(
                                    live.dataSource(),
                                    new Baseline.Target(library, "public", Edition.standard()),
                                    Drift.Place.at(scratch.dataSource()),
                                    StoredCopies.none())
                            .differences())
                    .extracting(Difference::line)
                    .containsExactly("changed column copy.state: default is \"'worn'::copy_state\", expected"
                            + " \"'new'::copy_state\"");

            statement.execute("INSERT INTO vendor (name) VALUES ('one'), ('two')");
            RollbackReport plan = schema.rollback(RollbackRequest.everything().dryRun());
            assertThat(plan.rowsDropped()).isEqualTo(Map.of("genre", 1L, "vendor", 2L));
            assertThat(schema.rollback(RollbackRequest.everything()).rolledBackIds())
                    .hasSize(50);
        }
    }

    @Test
    void everyChangesetOfItIsProved() {
        try (TestDatabase database = TestDatabase.empty()) {
            ProofReport report = Proof.of(database.dataSource(), library, Edition.standard(), proof -> {});

            assertThat(report.changesets())
                    .hasSize(50)
                    .allSatisfy(proof -> assertThat(proof.outcome())
                            .as("%s %s %s %s", proof.id(), proof.message(), proof.leftBehind(), proof.notMadeAgain())
                            .isEqualTo(ChangesetProof.Outcome.VERIFIED));
        }
    }

    private static Catalog library() {
        try {
            return ChangelogReader.read(
                    Path.of(ForeignChangelogIT.class
                            .getResource("/foreign/changelog.xml")
                            .toURI()),
                    null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
