package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.lock.SchemaLock;
import org.schemuse.testsupport.TestDatabase;

/** What goes wrong is said in one line that names what, where and what to do. */
class SchemaRefusalsIT {
    private static final Catalog CATALOG = Catalog.named("vibemuse").orElseThrow();
    private static final MigrationRequest IMPATIENT =
            new MigrationRequest(null, null, false, Duration.ofMillis(300), Duration.ZERO);
    /** How many changesets come after the one that takes the policy of import_deferred_objects back. */
    private static final int LATER = CATALOG.changesets().size()
            - 1
            - CATALOG.changesets().stream()
                    .map(Changeset::id)
                    .toList()
                    .indexOf("050-let-admins-read-the-import-ledger");

    private static final String PASSWORD = "only for tests";

    private TestDatabase database;
    private Connection connection;
    private Schema schema;
    private String plain;

    @BeforeEach
    void connect() throws SQLException {
        database = TestDatabase.empty();
        connection = database.dataSource().getConnection();
        schema = Schema.of(database.dataSource(), CATALOG, "world");
        plain = "plain_" + database.name();
        run("CREATE ROLE \"" + plain + "\" LOGIN PASSWORD '" + PASSWORD + "'");
    }

    @AfterEach
    void drop() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        run("DROP OWNED BY \"" + plain + "\" CASCADE");
        run("DROP ROLE \"" + plain + "\"");
        connection.close();
        database.close();
    }

    /** It stands by itself beside tables of somebody else's, and other catalogs share it. */
    @Test
    void theLedgerOfImportsAloneIsNoCatalog() {
        Schema.of(database.dataSource(), Catalog.importLedger(), "world").migrate(MigrationRequest.defaults());

        assertThat(refusal(schema::status)).contains("holds another changelog (catalogs/import-ledger/001-");
        assertThat(refusal(() -> schema.migrate(MigrationRequest.defaults()))).contains("holds another changelog");
    }

    @Test
    void aSchemaThatHoldsSomethingElse() throws SQLException {
        run("CREATE SCHEMA world");
        run("CREATE TABLE world.customers (id int)");
        String expected = "schema \"world\" holds something else (1 tables or views, such as customers)"
                + " and no ledger of catalog vibemuse: choose another schema";
        assertThat(refusal(() -> schema.migrate(MigrationRequest.defaults()))).isEqualTo(expected);
        assertThat(refusal(() -> schema.rollback(RollbackRequest.everything()))).isEqualTo(expected);
        assertThat(refusal(schema::status)).isEqualTo(expected);
    }

    @Test
    void aSchemaThatHoldsAnotherChangelog() throws SQLException {
        schema.migrate(new MigrationRequest(null, 3, false, Duration.ZERO, Duration.ZERO));
        run("UPDATE world.databasechangelog SET filename = 'db/changelog.xml'");
        assertThat(refusal(() -> schema.migrate(MigrationRequest.defaults())))
                .isEqualTo("schema \"world\" holds another changelog (db/changelog.xml ...), not catalog vibemuse:"
                        + " choose another schema");
    }

    @Test
    void aLedgerWithUnknownChangesetsIsNotTakenBack() throws SQLException {
        schema.migrate(MigrationRequest.defaults());
        run("UPDATE world.databasechangelog SET id = '062-from-the-future' WHERE id LIKE '%-tag-release-1'");
        assertThat(schema.status().unknownIds()).containsExactly("062-from-the-future");
        assertThat(refusal(() -> schema.rollback(RollbackRequest.count(1))))
                .isEqualTo("schema \"world\": its ledger names changesets this version does not have"
                        + " (062-from-the-future): use the version that applied them");
    }

    @Test
    void anEditedChangesetIsNamed() throws SQLException {
        schema.migrate(new MigrationRequest(null, 10, false, Duration.ZERO, Duration.ZERO));
        run("UPDATE world.databasechangelog SET md5sum = '9:00000000000000000000000000000000'"
                + " WHERE id = '009-create-users-table'");
        assertThat(refusal(() -> schema.migrate(MigrationRequest.defaults())))
                .isEqualTo("schema \"world\": changeset 009-create-users-table"
                        + " (catalogs/vibemuse/009-create-users-table.sql) was changed after it was applied; 10 of "
                        + CATALOG.changesets().size() + " changesets are applied and stay: restore its text and add a"
                        + " changeset for what is new, or see what schemuse repair says");
    }

    @Test
    void noRightToMakeASchema() {
        Schema asPlain = Schema.of(database.dataSource(plain, PASSWORD), CATALOG, "world");
        assertThat(refusal(() -> asPlain.migrate(MigrationRequest.defaults())))
                .isEqualTo(
                        "schema \"world\": user \"%1$s\" may not create it in database \"%2$s\": have a superuser run GRANT CREATE ON DATABASE \"%2$s\" TO \"%1$s\""
                                .formatted(plain, database.name()));
    }

    @Test
    void noRightToMakeTablesInTheSchema() throws SQLException {
        run("CREATE SCHEMA world");
        Schema asPlain = Schema.of(database.dataSource(plain, PASSWORD), CATALOG, "world");
        assertThat(refusal(() -> asPlain.migrate(MigrationRequest.defaults())))
                .isEqualTo(
                        "schema \"world\": user \"%1$s\" may not create objects in it: have its owner run GRANT USAGE, CREATE ON SCHEMA \"world\" TO \"%1$s\""
                                .formatted(plain));
    }

    /** The role is the cluster's, so it is hidden under another name for a moment. */
    @Test
    void noRightToMakeTheRole() throws SQLException {
        schema.migrate(new MigrationRequest(null, 1, false, Duration.ZERO, Duration.ZERO));
        run("GRANT CREATE ON DATABASE \"" + database.name() + "\" TO \"" + plain + "\"");
        run("ALTER ROLE vibemuse_app RENAME TO vibemuse_app_hidden");
        try {
            Schema asPlain = Schema.of(database.dataSource(plain, PASSWORD), CATALOG, "theirs");
            assertThat(refusal(() -> asPlain.migrate(MigrationRequest.defaults())))
                    .startsWith("schema \"theirs\": changeset 001-create-application-role"
                            + " (catalogs/vibemuse/001-create-application-role.sql) failed: role \"vibemuse_app\" does not"
                            + " exist, and \"" + plain + "\" may not create roles. Ask a superuser to run: CREATE ROLE"
                            + " vibemuse_app NOLOGIN")
                    .endsWith("; nothing is applied: remove the cause and run it again");
            assertThat(asPlain.status().exists())
                    .as("the schema made for nothing is gone")
                    .isFalse();
        } finally {
            run("ALTER ROLE vibemuse_app_hidden RENAME TO vibemuse_app");
        }
    }

    @Test
    void aMemberKeepsTheRoleAlive() throws SQLException {
        schema.migrate(MigrationRequest.defaults());
        run("GRANT vibemuse_app TO \"" + plain + "\"");
        schema.rollback(RollbackRequest.everything());
        try (ResultSet row = connection
                .createStatement()
                .executeQuery("SELECT pg_has_role('" + plain + "', 'vibemuse_app', 'usage')")) {
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
        }
    }

    @Test
    void wrongPassword() {
        Schema wrong = Schema.of(database.dataSource(plain, "a wrong secret"), CATALOG, "world");
        assertThat(refusal(wrong::status))
                .startsWith("the server refused the login: ")
                .contains(plain)
                .doesNotContain("a wrong secret")
                .endsWith("check user and password");
    }

    @Test
    void noSuchDatabase() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl(database.url().replace(database.name(), "no_such_database"));
        nowhere.setUser(database.user());
        nowhere.setPassword(database.password());
        assertThat(refusal(() -> Schema.of(nowhere, CATALOG, "world").status()))
                .isEqualTo("database \"no_such_database\" does not exist: check the name, or create the database");
    }

    @Test
    void noServer() throws IOException {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        try (ServerSocket free = new ServerSocket(0)) {
            nobody.setUrl("jdbc:postgresql://127.0.0.1:" + free.getLocalPort() + "/x");
        }
        assertThat(refusal(() -> Schema.of(nobody, CATALOG, "world").status()))
                .startsWith("the database cannot be reached: ")
                .contains("127.0.0.1");
    }

    @Test
    void anotherRunIsAtWork() throws SQLException {
        SchemaLock.take(connection, "world", Duration.ZERO);
        assertThat(refusal(() -> schema.migrate(IMPATIENT)))
                .startsWith("schema \"world\": another run is at work on it (process ")
                .contains(" of " + database.user() + ", since ")
                .endsWith("): wait for it, or end it with schemuse locks --release");
        Schema.of(database.dataSource(), CATALOG, "elsewhere").migrate(IMPATIENT);
    }

    @Test
    void aRunThatWasKilledLeavesNoLock() throws SQLException {
        try (Connection killed = database.dataSource().getConnection()) {
            SchemaLock.take(killed, "world", Duration.ZERO);
            try (ResultSet row = killed.createStatement().executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                run("SELECT pg_terminate_backend(" + row.getInt(1) + ", 5000)");
            }
            assertThat(schema.migrate(IMPATIENT).appliedIds()).hasSameSizeAs(CATALOG.changesets());
        }
    }

    @Test
    void aLockThatIsNotFreeInTime() throws SQLException {
        schema.migrate(MigrationRequest.defaults());
        connection.setAutoCommit(false);
        run("LOCK TABLE world.import_deferred_objects IN ACCESS SHARE MODE");
        RollbackRequest impatient =
                new RollbackRequest(LATER + 1, null, null, false, false, Duration.ofMillis(300), Duration.ZERO);
        assertThat(refusal(() -> schema.rollback(impatient)))
                .startsWith(
                        "schema \"world\": changeset 050-let-admins-read-the-import-ledger"
                                + " (catalogs/vibemuse/050-let-admins-read-the-import-ledger.sql) failed: canceling statement due to lock timeout")
                .contains("--lock-timeout")
                .contains(CATALOG.changesets().size() - LATER + " of "
                        + CATALOG.changesets().size() + " changesets are applied and stay");
        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(schema.rollback(RollbackRequest.count(3)).rolledBackIds()).hasSize(3);
    }

    @Test
    void aStatementThatTakesTooLong() throws SQLException {
        schema.migrate(MigrationRequest.defaults());
        connection.setAutoCommit(false);
        run("LOCK TABLE world.import_deferred_objects IN ACCESS SHARE MODE");
        RollbackRequest hasty =
                new RollbackRequest(LATER + 1, null, null, false, false, Duration.ZERO, Duration.ofMillis(300));
        assertThat(refusal(() -> schema.rollback(hasty)))
                .contains("canceling statement due to statement timeout: allow a longer --statement-timeout");
    }

    @Test
    void namesThatBelongToPostgresql() {
        for (String name : new String[] {"pg_catalog", "pg_temp_1", "information_schema", "$user"}) {
            assertThat(refusal(() -> Schema.of(database.dataSource(), CATALOG, name)))
                    .isEqualTo("schema \"" + name + "\" belongs to PostgreSQL: choose another name");
        }
        assertThat(refusal(() -> Schema.of(database.dataSource(), CATALOG, " ")))
                .isEqualTo("the name of the schema is empty: name one, or leave --schema out");
        assertThat(refusal(() -> Schema.of(database.dataSource(), CATALOG, "a\\b")))
                .isEqualTo("schema 'a\\b' has a double quote or a backslash in its name: choose a name without");
        assertThat(refusal(() -> Schema.of(database.dataSource(), CATALOG, "ü".repeat(32))))
                .isEqualTo("schema \"" + "ü".repeat(32)
                        + "\" is a name of 64 bytes, expected 63 or fewer: choose a shorter one");
    }

    private void run(String sql) throws SQLException {
        connection.createStatement().execute(sql);
    }

    private static String refusal(ThrowingCallable call) {
        SchemaRefusedException refused = catchThrowableOfType(SchemaRefusedException.class, call);
        assertThat(refused).as("the call is refused").isNotNull();
        assertThat(refused.getMessage()).doesNotContain("\n");
        return refused.getMessage();
    }
}
