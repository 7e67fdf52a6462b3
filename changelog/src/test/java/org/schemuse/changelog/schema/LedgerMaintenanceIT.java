package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.liquibase.Checksums;
import org.schemuse.changelog.schema.ValidationReport.Finding;
import org.schemuse.testsupport.TestDatabase;

/** What a ledger and a changelog say of each other, and what a run says that cannot go on. */
class LedgerMaintenanceIT {
    private static final String TWO = """
            --changeset a:1
            CREATE TABLE person (id int);
            --rollback DROP TABLE person;

            --changeset a:2
            ALTER TABLE person ADD COLUMN name text;
            --rollback ALTER TABLE person DROP COLUMN name;
            """;

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void make() {
        database = TestDatabase.empty();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void whatWasAppliedAndNotChangedIsValid() throws IOException {
        schema(TWO).migrate(MigrationRequest.defaults());

        assertThat(books(TWO).validate(true).findings()).isEmpty();
        assertThat(books(TWO).stale().changed()).isEmpty();
    }

    @Test
    void aChangedChangesetIsToldWithItsFileAndStopsTheMigration() throws IOException {
        schema(TWO).migrate(MigrationRequest.defaults());
        String changed = TWO.replace("id int", "id bigint") + "\n--changeset a:3\nSELECT 1;\n";

        assertThat(books(changed).validate(true).findings())
                .extracting(Finding::changeset)
                .as("the second has no fault, the third no rollback")
                .containsExactly("a:1", "a:3");
        assertThatThrownBy(() -> schema(changed).migrate(MigrationRequest.defaults()))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessage("schema \"public\": changeset 1 (changelog.sql) was changed after it was applied; 2 of 3"
                        + " changesets are applied and stay: restore its text and add a changeset for what is new, or"
                        + " see what schemuse repair says");
    }

    @Test
    void aRepairReplacesWhatWasShownAndNothingElse() throws IOException {
        schema(TWO).migrate(MigrationRequest.defaults());
        String changed = TWO.replace("id int", "id bigint");
        RepairReport shown = books(changed).stale();
        assertThat(shown.changed()).extracting(Checksums.Changed::id).containsExactly("1");
        assertThat(shown.repaired()).isFalse();
        assertThat(books(changed).stale()).as("showing changes nothing").isEqualTo(shown);

        assertThatThrownBy(() -> books(TWO.replace("id int", "id text")).repair(shown))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("nothing was repaired");
        assertThat(books(changed).repair(shown).repaired()).isTrue();

        assertThat(books(changed).validate(true).findings()).isEmpty();
        schema(changed).migrate(MigrationRequest.defaults());
    }

    @Test
    void whatTheChangelogDoesNotHaveIsToldByName() throws IOException {
        schema(TWO).migrate(MigrationRequest.defaults());
        String one = TWO.substring(0, TWO.indexOf("--changeset a:2"));

        assertThat(books(one).validate(true).findings())
                .extracting(Finding::changeset, Finding::message)
                .containsExactly(tuple(
                        "a:2", "is applied, but the changelog does not have it: use the version that applied it"));
    }

    @Test
    void aChangesetWithoutRollbackStopsARollbackBeforeItBegins() throws IOException {
        String changesets = "--changeset a:0\nCREATE TABLE first (id int);\n\n" + TWO;
        schema(changesets).migrate(MigrationRequest.defaults());

        assertThatThrownBy(() -> schema(changesets).rollback(RollbackRequest.everything()))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("changeset 0 (changelog.sql) has no rollback; nothing was rolled back");
        assertThat(schema(changesets).history()).hasSize(3);
        assertThat(schema(changesets).rollback(RollbackRequest.count(2)).rolledBackIds())
                .containsExactly("2", "1");
        assertThat(schema(changesets)
                        .rollback(RollbackRequest.toDate(Instant.now().plusSeconds(5)))
                        .outcome())
                .isEqualTo(RollbackReport.Outcome.NOTHING_TO_ROLL_BACK);
    }

    @Test
    void aChangesetThatFailedHalfWayOutsideOfATransactionSaysWhatStays() throws IOException {
        String changesets = TWO + """

                --changeset a:3 runInTransaction:false
                CREATE TABLE half (id int);
                CREATE TABLE person (id int);
                --rollback DROP TABLE half;
                """;
        assertThatThrownBy(() -> schema(changesets).migrate(MigrationRequest.defaults()))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessage("schema \"public\": changeset 3 (changelog.sql) failed: relation \"person\" already exists;"
                        + " 2 of 3 changesets are applied and stay, and so does what this one did before it failed,"
                        + " for it says runInTransaction:false: take that back by hand or make its statements"
                        + " repeatable, then run it again");
        assertThat(schema(changesets).history()).hasSize(2);
    }

    @Test
    void aDatabaseThatIsReadOnlySaysSo() throws IOException, SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
        }
        assertThatThrownBy(() -> schema(TWO).migrate(MigrationRequest.defaults()))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining(
                        "read-only transaction: connect to the primary, or lift" + " default_transaction_read_only")
                .hasMessageContaining("nothing was changed");
    }

    private Schema schema(String changesets) throws IOException {
        return Schema.of(database.dataSource(), catalog(changesets), "public");
    }

    private LedgerMaintenance books(String changesets) throws IOException {
        return LedgerMaintenance.of(database.dataSource(), catalog(changesets), "public", ChangesetFilter.standard());
    }

    private Catalog catalog(String changesets) throws IOException {
        Path file = folder.resolve("changelog.sql");
        Files.writeString(file, "--liquibase formatted sql\n\n" + changesets);
        return ChangelogReader.read(file, null);
    }
}
