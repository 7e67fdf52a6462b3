package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.ExternalJudge;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestServer;

/** psql runs the SQL of a dry run, and pg_dump compares the result with a migration. */
@Tag("once")
class DryRunSqlIT {
    /** Everything but the moments and the number of the run. */
    private static final String LEDGER =
            "SELECT concat_ws(' | ', orderexecuted, id, author, filename, md5sum, exectype, description, comments, tag,"
                    + " contexts, labels, liquibase) FROM %s ORDER BY orderexecuted";

    private static final String LOCK = "SELECT concat_ws(' | ', id, locked, lockedby, lockgranted) FROM %s";

    @TempDir
    private Path folder;

    @BeforeAll
    static void programs() {
        ExternalJudge.needs("psql", "pg_dump");
    }

    static Stream<String> catalogs() {
        return Catalog.all().stream().map(Catalog::name);
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void theSqlOfACatalogDoesWhatAMigrationDoes(String name) throws Exception {
        Catalog catalog = Catalog.named(name).orElseThrow();
        assertSame(catalog, "own");
        assertThat(comment(catalog)).isEqualTo("Catalog " + name + ", installed by Schemuse");
    }

    @Test
    void soDoesThatOfAChangelogOfSomebodyElse() throws Exception {
        assertSame(shop(LedgerTables.standard()), "own");
        assertSame(shop(LedgerTables.standard()), "public");
    }

    @Test
    void soDoesThatWithALedgerInAnotherSchema() throws Exception {
        assertSame(shop(new LedgerTables("books", "applied", "applied lock")), "own");
    }

    @Test
    void theSqlOfARollbackKeepsASchemaWithSomethingElse() throws Exception {
        Catalog shop = shop(LedgerTables.standard());
        try (TestDatabase database = opened()) {
            psql(database, sql(database, shop, "own") + "CREATE DOMAIN own.kept AS int;\n");
            psql(
                    database,
                    Schema.of(database.dataSource(), shop, "own")
                            .rollback(RollbackRequest.everything().dryRun())
                            .sql());
            assertThat(dump(database)).contains("CREATE DOMAIN own.kept").doesNotContain("CREATE TABLE");
        }
    }

    /** In databases whose default privileges open all that is created to a role. */
    private void assertSame(Catalog catalog, String schema) throws Exception {
        try (TestDatabase migrated = opened();
                TestDatabase scripted = opened()) {
            Schema.of(migrated.dataSource(), catalog, schema).migrate(MigrationRequest.defaults());
            String sql = sql(scripted, catalog, schema);
            psql(scripted, sql);

            assertThat(dump(scripted)).as(sql).isEqualTo(dump(migrated));
            LedgerTables ledger = catalog.ledger();
            String in = "\"" + ledger.schemaOr(schema) + "\".\"";
            for (String query : List.of(
                    LEDGER.formatted(in + ledger.changes() + "\""), LOCK.formatted(in + ledger.lock() + "\""))) {
                assertThat(scripted.texts(query))
                        .isEqualTo(migrated.texts(query))
                        .isNotEmpty();
            }
            assertThat(grantees(scripted, in + ledger.changes() + "\"")).isEmpty();
            assertThat(grantees(scripted, in + ledger.lock() + "\"")).isEmpty();
            assertThat(Schema.of(scripted.dataSource(), catalog, schema)
                            .migrate(MigrationRequest.defaults())
                            .appliedIds())
                    .isEmpty();
            assertSameAfterRollback(migrated, scripted, catalog, schema);
        }
    }

    private void assertSameAfterRollback(TestDatabase migrated, TestDatabase scripted, Catalog catalog, String schema)
            throws Exception {
        RollbackRequest everything = RollbackRequest.everything();
        String sql = Schema.of(scripted.dataSource(), catalog, schema)
                .rollback(everything.dryRun())
                .sql();
        psql(scripted, sql);
        Schema.of(migrated.dataSource(), catalog, schema).rollback(everything);

        assertThat(dump(scripted))
                .as(sql)
                .isEqualTo(dump(migrated))
                .doesNotContain("SCHEMA own", catalog.ledger().changes());
    }

    /** pg_dump takes servers up to its own version. */
    private static TestDatabase opened() throws SQLException {
        TestDatabase database = TestServer.embedded(15).empty();
        database.execute(
                "DO $$ BEGIN CREATE ROLE rehearsed; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "CREATE SCHEMA books",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public, books GRANT SELECT ON TABLES TO PUBLIC");
        for (String objects : List.of("SCHEMAS", "TABLES", "SEQUENCES", "FUNCTIONS", "TYPES")) {
            database.execute("ALTER DEFAULT PRIVILEGES GRANT ALL ON " + objects + " TO rehearsed");
        }
        return database;
    }

    private Catalog shop(LedgerTables ledger) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.sql"), """
                --liquibase formatted sql
                --changeset shop:1
                CREATE TABLE coupons (id int PRIMARY KEY, code text DEFAULT 'a;b');
                --rollback DROP TABLE coupons;
                --changeset shop:2
                CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1;';
                --rollback DROP FUNCTION one();
                """);
        return ChangelogReader.readAs(file, new Reading(null, null, null, Map.of(), List.of(), ledger));
    }

    private String sql(TestDatabase database, Catalog catalog, String schema) {
        return Schema.of(database.dataSource(), catalog, schema)
                .migrate(MigrationRequest.defaults().dryRun())
                .sql();
    }

    private static String comment(Catalog catalog) throws SQLException {
        try (TestDatabase database = opened()) {
            Schema.of(database.dataSource(), catalog, "own").migrate(MigrationRequest.defaults());
            return database.text("SELECT obj_description('own'::regnamespace)");
        }
    }

    private void psql(TestDatabase database, String sql) throws Exception {
        Path script = Files.writeString(folder.resolve("plan.sql"), sql);
        run(database, "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", script.toString());
    }

    /** Structure, owners, privileges, default privileges and comments. */
    private String dump(TestDatabase database) throws Exception {
        return run(database, "pg_dump", "--schema-only")
                .lines()
                // Newer versions put a word there that differs from run to run.
                .filter(line -> !line.startsWith("\\restrict") && !line.startsWith("\\unrestrict"))
                .collect(Collectors.joining("\n"));
    }

    private String run(TestDatabase database, String... command) throws Exception {
        Path output = Files.createTempFile(folder, "judge", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment()
                .putAll(Map.of(
                        "PGHOST", database.host(),
                        "PGPORT", Integer.toString(database.port()),
                        "PGUSER", database.user(),
                        "PGPASSWORD", database.password(),
                        "PGDATABASE", database.name()));
        Process process = builder.start();
        assertThat(process.waitFor(Await.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    private static List<String> grantees(TestDatabase database, String table) throws SQLException {
        return database.texts("SELECT a.grantee::text FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = '" + table
                + "'::regclass AND a.grantee <> c.relowner");
    }
}
