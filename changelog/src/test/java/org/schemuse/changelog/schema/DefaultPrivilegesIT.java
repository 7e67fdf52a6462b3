package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.behaviour.Supabase;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.LedgerTables;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.liquibase.ChangelogReader;
import org.schemuse.changelog.privilege.OwnersAlone;
import org.schemuse.testsupport.Await;
import org.schemuse.testsupport.TestDatabase;

/** What a catalog creates belongs to its owner and to those it grants it to, whatever default privileges say. */
@Tag("once")
class DefaultPrivilegesIT {
    private static final Pattern GRANTED_TO_PUBLIC =
            Pattern.compile("(?m)^GRANT EXECUTE ON FUNCTION (\\w+)\\([^)]*\\) TO PUBLIC;");

    /** Every privilege on what a schema holds, one a line. */
    private static final String PRIVILEGES = """
            WITH held (object, acl) AS (
                SELECT 'relation ' || relname, relacl FROM pg_class WHERE relnamespace = :schema::regnamespace
                UNION ALL SELECT 'column ' || c.relname || '.' || a.attname, a.attacl FROM pg_class c
                    JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = :schema::regnamespace
                UNION ALL SELECT 'function ' || proname || '(' || pg_get_function_identity_arguments(oid) || ')',
                    coalesce(proacl, acldefault('f', proowner)) FROM pg_proc WHERE pronamespace = :schema::regnamespace
                UNION ALL SELECT 'type ' || typname, typacl FROM pg_type WHERE typnamespace = :schema::regnamespace)
            SELECT object || ' ' || a.grantee::regrole || ' ' || a.privilege_type || ' ' || a.is_grantable
            FROM held CROSS JOIN LATERAL aclexplode(acl) a
            -- An owner's privileges are written down only where others have some.
            WHERE a.grantee <> (SELECT nspowner FROM pg_namespace WHERE oid = :schema::regnamespace)
              AND a.grantee <> current_user::regrole ORDER BY 1""";

    private static final String DEFAULTS = "SELECT defaclrole::regrole || ' ' || defaclnamespace::regnamespace || ' '"
            + " || defaclobjtype::text || ' ' || defaclacl::text FROM pg_default_acl ORDER BY 1";

    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Handle root;

    static Stream<Arguments> catalogsAndSchemas() {
        return Catalog.all().stream()
                .flatMap(catalog -> Stream.of("public", "own").map(schema -> Arguments.of(catalog.name(), schema)));
    }

    @BeforeEach
    void create() {
        database = TestDatabase.empty();
        root = Jdbi.open(database.dataSource());
    }

    @AfterEach
    void drop() {
        root.close();
        database.close();
    }

    @ParameterizedTest
    @MethodSource("catalogsAndSchemas")
    void theUnauthenticatedRoleGetsNothing(String name, String schema) {
        Catalog catalog = catalog(name);
        Supabase.open(root, schema);
        List<String> defaults = texts(root, DEFAULTS);
        List<String> notes = new ArrayList<>();
        Schema.of(database.dataSource(), catalog, schema).noting(notes::add).migrate(MigrationRequest.defaults());

        assertThat(notes)
                .singleElement()
                .asString()
                .contains("schema \"" + schema + "\": default privileges of ")
                .endsWith("open new objects to anon, authenticated, service_role;"
                        + " what this catalog creates is not open to them");
        notes.clear();
        Schema.of(database.dataSource(), catalog, schema).noting(notes::add).migrate(MigrationRequest.defaults());
        assertThat(notes).as("a migration that did nothing").isEmpty();
        assertThat(texts(root, DEFAULTS)).isEqualTo(defaults).hasSize(3);
        assertThat(privileges(root, schema)).isEqualTo(privilegesWithoutDefaults(catalog, schema));
        everyTableRefusesAnon(schema);
        assertThat(texts(
                        root,
                        "SELECT DISTINCT proname FROM pg_proc WHERE pronamespace = '" + schema + "'::regnamespace"
                                + " AND has_function_privilege('anon', oid, 'EXECUTE') ORDER BY 1"))
                .isEqualTo(grantedToPublic(catalog));
    }

    @Test
    void everyKindOfDefaultIsSuspendedAndRestored() {
        Supabase.open(root, "own");
        root.execute("DROP SCHEMA own CASCADE");
        root.execute("ALTER DEFAULT PRIVILEGES GRANT USAGE, CREATE ON SCHEMAS TO anon");
        root.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT, DELETE ON TABLES TO service_role, anon WITH GRANT OPTION");
        root.execute("ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO anon");
        root.execute("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");
        List<String> defaults = texts(root, DEFAULTS);
        Catalog catalog = catalog("triberspace");
        Schema own = Schema.of(database.dataSource(), catalog, "own");

        own.migrate(MigrationRequest.defaults());

        assertThat(texts(root, DEFAULTS)).isEqualTo(defaults);
        assertThat(privileges(root, "own")).isEqualTo(privilegesWithoutDefaults(catalog, "own"));
        assertThat(texts(root, "SELECT has_schema_privilege('anon', 'own', 'USAGE')::text"))
                .containsExactly("false");

        own.rollback(RollbackRequest.everything());

        assertThat(texts(root, DEFAULTS)).isEqualTo(defaults);
    }

    /** Both change the one entry of the defaults; PostgreSQL refuses the later one when the earlier one commits. */
    @Test
    void aRunWaitsForTheTransactionOfAnother() throws Exception {
        Supabase.open(root, "own");
        root.execute("ALTER DEFAULT PRIVILEGES GRANT USAGE, CREATE ON SCHEMAS TO anon");
        List<String> defaults = texts(root, DEFAULTS);
        Catalog catalog = catalog("triberspace");
        try (Connection session = database.dataSource().getConnection()) {
            Connection another = OwnersAlone.everywhere(session, "own");
            another.setAutoCommit(false);
            try (Statement statement = another.createStatement()) {
                statement.execute("CREATE TABLE public.of_another ()");
            }
            CompletableFuture<Void> run = CompletableFuture.runAsync(
                    () -> Schema.of(database.dataSource(), catalog, "own").migrate(MigrationRequest.defaults()));
            Await.until("the run waits", () -> run.isDone() || database.number(WAITING) > 0);
            assertThat(run).isNotDone();
            another.commit();
            run.join();
        }
        assertThat(texts(root, DEFAULTS)).isEqualTo(defaults);
        assertThat(privileges(root, "own")).isEqualTo(privilegesWithoutDefaults(catalog, "own"));
    }

    @Test
    void aScriptForAnotherToolLeavesOutTheDefaultsToo() {
        Supabase.open(root, "public");
        List<String> defaults = texts(root, DEFAULTS);
        Catalog catalog = catalog("promptpal");
        String sql = Schema.of(database.dataSource(), catalog, "public")
                .migrate(MigrationRequest.defaults().dryRun())
                .sql();

        run(sql);

        assertThat(texts(root, DEFAULTS)).isEqualTo(defaults);
        assertThat(privileges(root, "public")).isEqualTo(privilegesWithoutDefaults(catalog, "public"));
    }

    @Test
    void aPartitionMadeLaterIsClosedToo() {
        Supabase.open(root, "public");
        Schema.of(database.dataSource(), catalog("virtubar"), "public").migrate(MigrationRequest.defaults());
        List<String> before = privileges(root, "public");
        int partitions = texts(root, "SELECT inhrelid::text FROM pg_inherits").size();

        root.execute("SELECT create_analytics_partitions(30)");

        assertThat(texts(root, "SELECT inhrelid::text FROM pg_inherits")).hasSizeGreaterThan(partitions);
        assertThat(privileges(root, "public")).isEqualTo(before);
    }

    /** Somebody else's changelog gets what it gets from Liquibase, except the ledger. */
    @Test
    void theLedgerOfAForeignChangelogIsClosed() throws IOException {
        Supabase.open(root, "public");
        Catalog shop = foreign(table("coupons"));
        List<String> notes = new ArrayList<>();
        Schema schema = Schema.of(database.dataSource(), shop, "public").noting(notes::add);
        schema.migrate(MigrationRequest.defaults());

        assertThat(notes).singleElement().asString().endsWith("open to them, its ledger is not");
        assertThat(privileges(root, "public").stream().map(line -> line.split(" ", -1)[1]))
                .isNotEmpty()
                .containsOnly("coupons");

        root.execute("GRANT ALL ON databasechangelog TO anon");
        notes.clear();
        schema.migrate(MigrationRequest.defaults());
        assertThat(notes).as("a migration that did nothing").isEmpty();
        shop = foreign(table("coupons"), table("orders"));
        Schema.of(database.dataSource(), shop, "public").noting(notes::add).migrate(MigrationRequest.defaults());

        assertThat(notes).hasSize(2);
        assertThat(notes.get(1))
                .contains("anon may use its ledger")
                .endsWith(
                        "REVOKE ALL ON \"public\".\"databasechangelog\", \"public\".\"databasechangeloglock\" FROM anon");
        root.execute(notes.get(1).substring(notes.get(1).indexOf("REVOKE ALL")));
        notes.clear();
        shop = foreign(table("coupons"), table("orders"), table("lines"));
        Schema.of(database.dataSource(), shop, "public").noting(notes::add).migrate(MigrationRequest.defaults());
        assertThat(notes).hasSize(1);
    }

    private static String table(String name) {
        return "CREATE TABLE " + name + " (id int PRIMARY KEY);";
    }

    private void run(String script) {
        try (Statement statement = root.getConnection().createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw new IllegalStateException(script, e);
        }
    }

    private static List<String> privilegesWithoutDefaults(Catalog catalog, String schema) {
        try (TestDatabase plain = TestDatabase.empty();
                Handle handle = Jdbi.open(plain.dataSource())) {
            Schema.of(plain.dataSource(), catalog, schema).migrate(MigrationRequest.defaults());
            return privileges(handle, schema);
        }
    }

    /** Each attempt is one that the role's privileges alone refuse: row-level security refuses in other words. */
    private void everyTableRefusesAnon(String schema) {
        List<String> tables = texts(
                root,
                "SELECT format('%I.%I', relnamespace::regnamespace, relname) FROM pg_class WHERE relnamespace = '"
                        + schema + "'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') ORDER BY 1");
        assertThat(tables).contains(schema + ".databasechangelog", schema + ".databasechangeloglock");
        try (Handle anon = Jdbi.open(database.dataSource())) {
            anon.execute("SET ROLE anon");
            for (String table : tables) {
                for (String attempt : List.of(
                        "SELECT count(*) FROM " + table,
                        "DELETE FROM " + table,
                        "INSERT INTO " + table + " DEFAULT VALUES")) {
                    refused(anon, attempt);
                }
            }
            refused(anon, "TRUNCATE " + schema + ".databasechangelog");
            refused(anon, "UPDATE " + schema + ".databasechangeloglock SET locked = true");
        }
    }

    private static void refused(Handle anon, String attempt) {
        assertThatThrownBy(() -> anon.execute(attempt))
                .as(attempt)
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .hasMessageContaining("permission denied for");
    }

    private static List<String> privileges(Handle handle, String schema) {
        return handle.createQuery(PRIVILEGES)
                .bind("schema", schema)
                .mapTo(String.class)
                .list();
    }

    private static List<String> texts(Handle handle, String sql) {
        return handle.select(sql).mapTo(String.class).list();
    }

    private static List<String> grantedToPublic(Catalog catalog) {
        TreeSet<String> functions = new TreeSet<>();
        catalog.changesets().stream()
                .map(changeset -> Path.of(changeset.file()))
                .forEach(file -> {
                    Matcher grant = GRANTED_TO_PUBLIC.matcher(read(file));
                    while (grant.find()) {
                        functions.add(grant.group(1));
                    }
                });
        return List.copyOf(functions);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Catalog foreign(String... changesets) throws IOException {
        StringBuilder text = new StringBuilder("--liquibase formatted sql\n");
        for (int i = 0; i < changesets.length; i++) {
            text.append("--changeset shop:" + (i + 1) + "\n" + changesets[i] + "\n--rollback empty\n");
        }
        Path file = Files.writeString(folder.resolve("shop.sql"), text);
        return ChangelogReader.readAs(
                file, new Reading(null, null, null, Map.of(), List.of(), LedgerTables.standard()));
    }

    private static Catalog catalog(String name) {
        return Catalog.named(name).orElseThrow();
    }
}
