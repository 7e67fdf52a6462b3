package org.schemuse.changelog.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import liquibase.database.Database;
import liquibase.precondition.CustomPrecondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.fingerprint.Difference;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.RollbackReport;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefusedException;
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
                                    new Installation(library, "public", ChangesetFilter.standard()),
                                    Drift.Location.at(scratch.dataSource()),
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
            ProofReport report = Proof.of(database.dataSource(), library, ChangesetFilter.standard(), proof -> {});

            assertThat(report.changesets())
                    .hasSize(50)
                    .allSatisfy(proof -> assertThat(proof.outcome())
                            .as("%s %s %s %s", proof.id(), proof.message(), proof.leftBehind(), proof.notMadeAgain())
                            .isEqualTo(ChangesetProof.Outcome.VERIFIED));
        }
    }

    /** The ledger has a changeset of a context that is not chosen now, so that reading the changelog does not refuse it. */
    @Test
    void driftLoadsNoClassForAContextThatIsNotChosen(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("main.yaml"),
                "databaseChangeLog:\n- changeSet: {id: 1, author: a, context: test,"
                        + " preConditions: [customPrecondition: {className: " + Asked.class.getName()
                        + "}], changes: [sql: {sql: CREATE TABLE t (id int)}]}\n");
        try (TestDatabase live = TestDatabase.empty();
                TestDatabase scratch = TestDatabase.empty()) {
            Catalog withJava = ChangelogReader.readAs(
                    file, new Reading(null, "test", null, Map.of(), List.of(folder), LedgerTables.standard()));
            Schema.of(live.dataSource(), withJava, "public").migrate(MigrationRequest.defaults());
            assertThat(Asked.TIMES).hasValue(1);
            Catalog withoutJava = ChangelogReader.readAs(
                    file, new Reading(null, "prod", null, Map.of(), List.of(), LedgerTables.standard()));

            assertThatThrownBy(() -> Drift.of(
                            live.dataSource(),
                            new Installation(withoutJava, "public", ChangesetFilter.standard()),
                            Drift.Location.at(scratch.dataSource()),
                            StoredCopies.none()))
                    .isInstanceOf(SchemaRefusedException.class)
                    .hasMessageContaining("customPrecondition runs a Java class, which is refused");
            assertThat(Asked.TIMES).hasValue(1);
        }
    }

    /** Counts how often it is asked. */
    public static final class Asked implements CustomPrecondition {
        static final AtomicInteger TIMES = new AtomicInteger();

        @Override
        public void check(Database database) {
            TIMES.incrementAndGet();
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
