package org.schemuse.changelog.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.preview.ChangesetPreview.Lock;
import org.schemuse.changelog.preview.ChangesetPreview.Rewritten;
import org.schemuse.changelog.preview.PreviewReport.Location;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.changelog.schema.SchemaRefusedException;
import org.schemuse.testsupport.TestDatabase;

/** What a preview tells is what the changesets do, and nothing of it remains. */
class PreviewIT {
    private static final String APPLIED = """
            --changeset a:1
            CREATE TABLE person (id int PRIMARY KEY, name varchar(20));
            CREATE INDEX person_name ON person (name);
            CREATE TABLE pet (id serial PRIMARY KEY, person_id int REFERENCES person);
            --rollback DROP TABLE pet; DROP TABLE person;
            """;

    private static final String REWRITE = """

            --changeset a:rewrite
            ALTER TABLE person ALTER COLUMN name TYPE char(30);
            --rollback ALTER TABLE person ALTER COLUMN name TYPE varchar(20);
            """;

    private static final String KEY = """

            --changeset a:key
            ALTER TABLE pet ADD COLUMN friend int REFERENCES person;
            --rollback ALTER TABLE pet DROP COLUMN friend;
            """;

    private static final String CONCURRENTLY = """

            --changeset a:concurrently runInTransaction:false
            CREATE INDEX CONCURRENTLY pet_person ON pet (person_id);
            --rollback DROP INDEX CONCURRENTLY pet_person;
            """;

    @TempDir
    private Path folder;

    private TestDatabase live;

    @BeforeEach
    void migrate() throws Exception {
        live = TestDatabase.empty();
        Schema.of(live.dataSource(), catalog(APPLIED), "public").migrate(MigrationRequest.defaults());
        live.execute("INSERT INTO person SELECT n, n::text FROM generate_series(1, 1000) n");
        live.execute("INSERT INTO pet (person_id) SELECT n FROM generate_series(1, 10) n");
    }

    @AfterEach
    void drop() throws SQLException {
        live.close();
    }

    @Test
    void aChangeOfTypeRewritesTheTableAndItsIndexes() throws Exception {
        PreviewReport report = kept(() -> migration(APPLIED + REWRITE).inTransaction());

        assertThat(report.place()).isEqualTo(Location.TRANSACTION);
        assertThat(report.changesets()).hasSize(1);
        ChangesetPreview changeset = report.changesets().get(0);
        assertThat(changeset.id()).isEqualTo("rewrite");
        assertThat(changeset.took()).isPositive();
        assertThat(changeset.sampled()).isFalse();
        assertThat(changeset.locks()).startsWith(new Lock("person", "table", "AccessExclusiveLock"));
        assertThat(changeset.rewritten())
                .containsExactly(
                        new Rewritten("person", "table"),
                        new Rewritten("person_name", "index"),
                        new Rewritten("person_pkey", "index"));
    }

    @Test
    void aForeignKeyLocksBothTablesAndRewritesNeither() throws Exception {
        PreviewReport report = kept(() -> migration(APPLIED + KEY + REWRITE).inTransaction());

        assertThat(report.changesets()).extracting(ChangesetPreview::id).containsExactly("key", "rewrite");
        ChangesetPreview key = report.changesets().get(0);
        assertThat(key.locks())
                .contains(
                        new Lock("pet", "table", "AccessExclusiveLock"),
                        new Lock("person", "table", "ShareRowExclusiveLock"))
                .doesNotContain(new Lock("person", "table", "AccessExclusiveLock"));
        assertThat(key.rewritten()).isEmpty();
        assertThat(report.changesets().get(1).locks())
                .as("what it takes besides")
                .contains(new Lock("person", "table", "AccessExclusiveLock"))
                .doesNotContain(new Lock("person", "table", "ShareRowExclusiveLock"));
    }

    @Test
    void neitherRolesNorRowsNorSequencesNorTheirValuesRemain() throws Exception {
        String role = "made_by_" + live.name();
        String changeset = """

                --changeset a:everything
                CREATE ROLE %s;
                INSERT INTO pet (person_id) VALUES (1), (2);
                SELECT setval('pet_id_seq', 5000);
                CREATE SEQUENCE other;
                --rollback empty
                """.formatted(role);

        PreviewReport report = kept(() -> migration(APPLIED + changeset).inTransaction());

        assertThat(report.changesets()).hasSize(1);
        assertThat(live.text("SELECT count(*)::text FROM pg_roles WHERE rolname = '" + role + "'"))
                .isEqualTo("0");
        assertThat(live.text("SELECT nextval('pet_id_seq')::text")).isEqualTo("11");
    }

    @Test
    void aConcurrentIndexIsTriedInACopyAndItsLockIsSeen() throws Exception {
        assertThat(migration(APPLIED + REWRITE).fitsATransaction()).isTrue();
        Preview preview = migration(APPLIED + CONCURRENTLY + REWRITE);
        assertThat(preview.fitsATransaction()).isFalse();

        PreviewReport report = kept(() -> onCopy(preview));

        assertThat(report.place()).isEqualTo(Location.COPY);
        ChangesetPreview index = report.changesets().get(0);
        assertThat(index.sampled()).isTrue();
        assertThat(index.locks())
                .contains(new Lock("pet", "table", "ShareUpdateExclusiveLock"))
                .doesNotContain(new Lock("pet", "table", "AccessExclusiveLock"));
        ChangesetPreview rewrite = report.changesets().get(1);
        assertThat(rewrite.sampled()).isFalse();
        assertThat(rewrite.locks())
                .as("told before its transaction gave them back")
                .startsWith(new Lock("person", "table", "AccessExclusiveLock"));
        assertThat(rewrite.rewritten()).contains(new Rewritten("person", "table"));
    }

    @Test
    void aRollbackIsTriedInATransactionOrInACopy() throws Exception {
        Schema.of(live.dataSource(), catalog(APPLIED + CONCURRENTLY + REWRITE), "public")
                .migrate(MigrationRequest.defaults());

        PreviewReport last = kept(() -> rollback(RollbackRequest.count(1)).inTransaction());
        assertThat(last.direction()).isEqualTo("rollback");
        assertThat(last.changesets()).extracting(ChangesetPreview::id).containsExactly("rewrite");
        assertThat(last.changesets().get(0).rewritten()).contains(new Rewritten("person_name", "index"));

        Schema.of(live.dataSource(), catalog(APPLIED + CONCURRENTLY + REWRITE), "public")
                .tag("here");
        Preview two = rollback(RollbackRequest.count(2));
        assertThat(two.fitsATransaction()).isFalse();
        assertThat(kept(() -> onCopy(two)).changesets())
                .extracting(ChangesetPreview::id)
                .containsExactly("rewrite", "concurrently");
        assertThat(onCopy(rollback(RollbackRequest.toTag("here"))).changesets()).isEmpty();
    }

    @Test
    void aSchemaThatIsNotThereYetIsNotThereAfterwards() throws Exception {
        Catalog catalog = Catalog.named("promptpal").orElseThrow();
        PreviewReport report = kept(() -> Preview.of(live.dataSource(), catalog, "fresh", MigrationRequest.defaults())
                .inTransaction());

        assertThat(report.changesets())
                .hasSameSizeAs(catalog.changesets().stream()
                        .filter(ChangesetFilter.standard()::takes)
                        .toList());
        assertThat(live.text("SELECT count(*)::text FROM pg_namespace WHERE nspname = 'fresh'"))
                .isEqualTo("0");
        Schema.of(live.dataSource(), catalog, "fresh").migrate(MigrationRequest.defaults());
        assertThat(Preview.of(live.dataSource(), catalog, "fresh", MigrationRequest.defaults())
                        .inTransaction()
                        .changesets())
                .isEmpty();
    }

    @Test
    void whatTheDatabaseRefusesIsSaidWithItsChangeset() throws Exception {
        String wrong = APPLIED + "\n--changeset a:wrong\nALTER TABLE nobody ADD x int;\n";
        assertThatThrownBy(() -> kept(() -> migration(wrong).inTransaction()))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessage("schema \"public\": changeset wrong (changelog.sql) failed: relation \"nobody\" does not"
                        + " exist; 1 of 2 changesets are applied and stay: remove the cause and run it again");
        assertThatThrownBy(() -> onCopy(migration(wrong)))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageStartingWith("tried in an empty copy, of which nothing remains: schema \"public\":"
                        + " changeset wrong (changelog.sql) failed");
    }

    @Test
    void aTableThatSomebodyHoldsIsNotWaitedForLongerThanAllowed() throws Exception {
        MigrationRequest hasty = new MigrationRequest(null, null, false, Duration.ofMillis(200), Duration.ZERO);
        Preview preview = Preview.of(live.dataSource(), catalog(APPLIED + REWRITE), "public", hasty);

        try (Connection somebody = live.dataSource().getConnection();
                Statement statement = somebody.createStatement()) {
            somebody.setAutoCommit(false);
            statement.execute("LOCK TABLE person IN ACCESS SHARE MODE");
            assertThatThrownBy(preview::inTransaction)
                    .isInstanceOf(SchemaRefusedException.class)
                    .hasMessageContaining("changeset rewrite (changelog.sql) failed")
                    .hasMessageContaining("--lock-timeout");
        }
    }

    @Test
    void aNewValueOfAnEnumIsUsedOnlyOnceItIsCommitted() throws Exception {
        String mood = APPLIED + """

                --changeset a:mood
                CREATE TYPE mood AS ENUM ('good');
                --rollback DROP TYPE mood;
                """;
        Schema.of(live.dataSource(), catalog(mood), "public").migrate(MigrationRequest.defaults());
        Preview preview = migration(mood + """

                --changeset a:bad
                ALTER TYPE mood ADD VALUE 'bad';
                --rollback empty

                --changeset a:use
                ALTER TABLE person ADD COLUMN mood mood DEFAULT 'bad';
                --rollback empty
                """);

        assertThatThrownBy(preview::inTransaction)
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("changeset use (changelog.sql) failed: unsafe use of new value")
                .hasMessageEndingWith("--on embedded");
        assertThat(onCopy(preview).changesets()).hasSize(2);
    }

    @Test
    void aChangesetThatMayFailTakesOnlyItselfBack() throws Exception {
        String changesets = APPLIED + KEY + """

                --changeset a:may-fail failOnError:false
                ALTER TABLE nobody ADD x int;
                --rollback empty

                --changeset a:after
                ALTER TABLE pet DROP COLUMN friend;
                --rollback empty
                """;
        assertThat(kept(() -> migration(changesets).inTransaction()).changesets())
                .extracting(ChangesetPreview::id)
                .containsExactly("key", "may-fail", "after");
        assertThat(Schema.of(live.dataSource(), catalog(changesets), "public")
                        .migrate(MigrationRequest.defaults())
                        .appliedIds())
                .as("it did not go well")
                .containsExactly("key", "after");
    }

    private interface Call {
        PreviewReport report() throws Exception;
    }

    /** Everything in the database is afterwards as it was, the ledger and the sequences' values included. */
    private PreviewReport kept(Call call) throws Exception {
        String before = everything();
        try {
            return call.report();
        } finally {
            assertThat(everything()).isEqualTo(before);
        }
    }

    private String everything() throws SQLException {
        try (Connection connection = live.dataSource().getConnection()) {
            return Fingerprint.ofDatabase(connection, "public").text() + rowsAndRoles();
        }
    }

    private String rowsAndRoles() throws SQLException {
        return live.text("SELECT jsonb_agg(l ORDER BY l.orderexecuted)::text FROM databasechangelog l")
                + live.text("SELECT last_value || ' ' || is_called FROM pet_id_seq")
                + live.text("SELECT count(*)::text FROM pet")
                + live.text(
                        "SELECT jsonb_agg(rolname ORDER BY rolname)::text FROM pg_roles WHERE rolname LIKE 'made_by%'")
                + live.text("SELECT jsonb_agg(datname ORDER BY datname)::text FROM pg_database WHERE datname = '"
                        + live.name() + "'");
    }

    private PreviewReport onCopy(Preview preview) {
        try (TestDatabase scratch = TestDatabase.empty()) {
            return preview.onCopy(scratch.dataSource());
        }
    }

    private Preview migration(String changesets) throws IOException {
        return Preview.of(live.dataSource(), catalog(changesets), "public", MigrationRequest.defaults());
    }

    private Preview rollback(RollbackRequest request) throws IOException {
        return Preview.of(live.dataSource(), catalog(APPLIED + CONCURRENTLY + REWRITE), "public", request);
    }

    private Catalog catalog(String changesets) throws IOException {
        Path file = folder.resolve("changelog.sql");
        Files.writeString(file, "--liquibase formatted sql\n\n" + changesets);
        return ChangelogReader.read(file, null);
    }
}
