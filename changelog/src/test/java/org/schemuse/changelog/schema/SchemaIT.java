package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.testsupport.TestDatabase;

/** Applying a catalog and rolling it back, whole and in part. */
class SchemaIT {
    private static final Catalog CATALOG = Catalog.named("vibemuse").orElseThrow();
    private static final List<String> IDS =
            CATALOG.changesets().stream().map(Changeset::id).toList();

    private TestDatabase database;
    private Connection connection;
    private Schema schema;

    @BeforeEach
    void connect() throws SQLException {
        database = TestDatabase.empty();
        connection = database.dataSource().getConnection();
        schema = Schema.of(database.dataSource(), CATALOG, "world");
    }

    @AfterEach
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void firstMigrationDoesEverythingAndASecondNothing() throws SQLException {
        MigrationReport first = schema.migrate(MigrationRequest.defaults());
        assertThat(first.schemaCreated()).isTrue();
        assertThat(first.appliedIds()).isEqualTo(IDS);
        assertThat(first.pendingIds()).isEmpty();
        assertThat(first.sql()).isNull();
        Fingerprint installed = Fingerprint.of(connection, "world");

        MigrationReport second = schema.migrate(MigrationRequest.defaults());
        assertThat(second.schemaCreated()).isFalse();
        assertThat(second.appliedIds()).isEmpty();
        assertThat(second.pendingIds()).isEmpty();
        assertThat(Fingerprint.of(connection, "world")).isEqualTo(installed);
        assertThat(schema.history()).hasSameSizeAs(IDS);
    }

    @Test
    void worldsInOneDatabaseDoNotMeet() throws SQLException {
        Fingerprint publicBefore = Fingerprint.of(connection, "public");
        Schema other = Schema.of(database.dataSource(), CATALOG, "Über Welt 2");
        schema.migrate(MigrationRequest.defaults());
        other.migrate(MigrationRequest.defaults());
        assertThat(Fingerprint.of(connection, "Über Welt 2")).isEqualTo(Fingerprint.of(connection, "world"));

        Fingerprint installed = Fingerprint.of(connection, "world");
        other.rollback(RollbackRequest.everything());
        assertThat(Fingerprint.of(connection, "world")).isEqualTo(installed);
        assertThat(Fingerprint.of(connection, "public")).isEqualTo(publicBefore);
        assertThat(other.status().exists()).isFalse();
    }

    @Test
    void countAndTagEndAMigrationEarly() {
        assertThat(schema.migrate(count(3)).appliedIds()).isEqualTo(IDS.subList(0, 3));
        assertThat(schema.migrate(count(2)).pendingIds()).isEqualTo(IDS.subList(5, IDS.size()));
        MigrationReport rest = schema.migrate(toTag("1"));
        assertThat(rest.appliedIds()).isEqualTo(IDS.subList(5, IDS.indexOf("054-tag-release-1") + 1));
        assertThatThrownBy(() -> {
                    schema.rollback(RollbackRequest.count(1));
                    schema.migrate(toTag("no such tag"));
                })
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("sets no tag \"no such tag\"; it sets: 1");
    }

    @Test
    void dryRunChangesNothingAndItsSqlDoesTheSame() throws SQLException {
        MigrationReport dry = schema.migrate(dryRun());
        assertThat(dry.schemaCreated()).isTrue();
        assertThat(dry.appliedIds()).isEqualTo(IDS);
        assertThat(dry.pendingIds()).isEmpty();
        assertThat(schema.status().exists()).isFalse();
        assertThat(dry.sql()).doesNotContain("jdbc:").contains("CREATE TABLE users (");

        connection.createStatement().execute(dry.sql());
        Fingerprint byHand = Fingerprint.of(connection, "world");
        assertThat(schema.status().pending()).isEmpty();
        Schema.of(database.dataSource(), CATALOG, "other").migrate(MigrationRequest.defaults());
        assertThat(Fingerprint.of(connection, "other")).isEqualTo(byHand);
    }

    @Test
    void dryRunOfTheRestLeavesWhatIsThere() throws SQLException {
        schema.migrate(count(20));
        Fingerprint before = Fingerprint.of(connection, "world");
        MigrationReport dry = schema.migrate(dryRun());
        assertThat(dry.appliedIds()).isEqualTo(IDS.subList(20, IDS.size()));
        assertThat(dry.sql()).doesNotContain("CREATE TABLE users (").doesNotContain("CREATE SCHEMA");
        assertThat(Fingerprint.of(connection, "world")).isEqualTo(before);
        assertThat(schema.history()).hasSize(20);
    }

    @Test
    void rollbackGoesBackByCountByTagAndByDate() throws InterruptedException {
        schema.migrate(count(10));
        schema.tag("before the rest");
        Instant then = Instant.now();
        Thread.sleep(5);
        schema.migrate(count(10));

        RollbackReport one = schema.rollback(RollbackRequest.count(2));
        assertThat(one.rolledBackIds()).containsExactly(IDS.get(19), IDS.get(18));
        assertThat(one.stillAppliedIds()).isEqualTo(IDS.subList(0, 18));
        assertThat(schema.rollback(RollbackRequest.toTag("before the rest")).stillAppliedIds())
                .isEqualTo(IDS.subList(0, 10));
        assertThat(schema.rollback(RollbackRequest.toTag("before the rest")).rolledBackIds())
                .as("nothing came after the tag")
                .isEmpty();

        schema.migrate(count(3));
        assertThat(schema.rollback(RollbackRequest.toDate(then)).rolledBackIds())
                .containsExactly(IDS.get(12), IDS.get(11), IDS.get(10));
        assertThat(schema.rollback(RollbackRequest.everything()).stillAppliedIds())
                .isEmpty();
        assertThat(schema.rollback(RollbackRequest.everything()).rolledBackIds())
                .isEmpty();
    }

    @Test
    void rollbackBeyondWhatIsThereIsRefused() {
        schema.migrate(count(3));
        assertThatThrownBy(() -> schema.rollback(RollbackRequest.count(4)))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessage(
                        "schema \"world\": asked to roll back 4 changesets, but 3 are applied: ask for fewer, or for all");
        assertThatThrownBy(() -> schema.rollback(RollbackRequest.toTag("1")))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessage("schema \"world\": its ledger has no tag \"1\": see history");
        assertThatThrownBy(() -> {
                    schema.tag("mine");
                    schema.tag("mine");
                })
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("tag \"mine\" is taken");
    }

    @Test
    void rollbackSaysHowManyRowsGo() throws SQLException {
        schema.migrate(MigrationRequest.defaults());
        connection
                .createStatement()
                .execute("INSERT INTO world.users (username, password_hash) VALUES ('a', 'x'), ('b', 'y')");
        RollbackReport dry = schema.rollback(RollbackRequest.everything().dryRun());
        assertThat(dry.rowsDropped()).containsOnlyKeys("users", "audit_logs").containsEntry("users", 2L);
        assertThat(dry.rolledBackIds()).hasSameSizeAs(IDS);
        assertThat(dry.stillAppliedIds()).isEmpty();
        assertThat(dry.sql()).contains("DROP TABLE users;").doesNotContain("jdbc:");
        assertThat(schema.rollback(RollbackRequest.count(1).dryRun()).rowsDropped())
                .isEmpty();
        assertThat(schema.history()).hasSameSizeAs(IDS);

        RollbackReport done = schema.rollback(RollbackRequest.everything());
        assertThat(done.rowsDropped()).isEqualTo(dry.rowsDropped());
        assertThat(done.sql()).isNull();
    }

    @Test
    void aFailureInTheMiddleIsNamedAndTheRestCanFollow() throws SQLException {
        schema.migrate(count(8));
        connection.createStatement().execute("CREATE TABLE world.users (a int)");
        assertThatThrownBy(() -> schema.migrate(MigrationRequest.defaults()))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessage(
                        "schema \"world\": changeset 009-create-users-table (catalogs/vibemuse/009-create-users-table.sql)"
                                + " failed: relation \"users\" already exists; 8 of "
                                + CATALOG.changesets().size() + " changesets are applied and stay:"
                                + " remove the cause and run it again");
        connection.createStatement().execute("DROP TABLE world.users");
        schema.migrate(MigrationRequest.defaults());
        Schema.of(database.dataSource(), CATALOG, "straight").migrate(MigrationRequest.defaults());
        assertThat(Fingerprint.of(connection, "world")).isEqualTo(Fingerprint.of(connection, "straight"));
    }

    @Test
    void nothingIsPrinted() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            System.setErr(capture);
            schema.migrate(dryRun());
            schema.migrate(MigrationRequest.defaults());
            schema.rollback(RollbackRequest.everything());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void liquibasesLockIsFreeAgainAfterARunAndGoesWithTheLedger() throws SQLException {
        schema.migrate(MigrationRequest.defaults());
        try (var rows = connection
                .createStatement()
                .executeQuery("SELECT id, locked, lockgranted, lockedby FROM world.databasechangeloglock")) {
            rows.next();
            assertThat(rows.getInt(1)).isOne();
            assertThat(rows.getBoolean(2)).isFalse();
            assertThat(rows.getString(3)).isNull();
            assertThat(rows.getString(4)).isNull();
        }
        schema.rollback(RollbackRequest.everything());
        try (var rows = connection.createStatement().executeQuery("SELECT to_regnamespace('world')")) {
            rows.next();
            assertThat(rows.getString(1)).isNull();
        }
    }

    private static MigrationRequest count(int count) {
        return new MigrationRequest(null, count, false, Duration.ofSeconds(5), Duration.ZERO);
    }

    private static MigrationRequest toTag(String tag) {
        return new MigrationRequest(tag, null, false, Duration.ofSeconds(5), Duration.ZERO);
    }

    private static MigrationRequest dryRun() {
        return new MigrationRequest(null, null, true, Duration.ofSeconds(5), Duration.ZERO);
    }
}
