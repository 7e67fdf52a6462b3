package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.testsupport.TestDatabase;

/** The guide "Deploying to Supabase" on the page of promptpal: its SQL is run as it stands, beside the roles of Supabase. */
class PromptpalSupabaseIT {
    private static final UUID ANA = UUID.fromString("33333333-3333-4333-8333-333333333333");
    private static final UUID BO = UUID.fromString("44444444-4444-4444-8444-444444444444");
    private static final List<String> TABLES = List.of(
            "folders", "prompts", "modules", "module_options", "variables", "encrypted_api_keys", "usage_tracking");

    private TestDatabase database;
    private Handle root;
    private Schema schema;
    private List<String> guide;

    @BeforeEach
    void supabase() throws Exception {
        database = TestDatabase.empty();
        root = Jdbi.create(database.dataSource()).open();
        Supabase.open(root, "promptpal");
        root.execute("DO $$ BEGIN CREATE ROLE authenticator LOGIN NOINHERIT;"
                + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        root.execute("GRANT anon, authenticated, service_role TO authenticator");
        root.execute("CREATE SCHEMA auth");
        root.execute("CREATE TABLE auth.users (id uuid PRIMARY KEY, email text UNIQUE)");
        root.execute("INSERT INTO auth.users VALUES (?, 'ana@example.org'), (?, 'bo@example.org')", ANA, BO);
        schema = Schema.of(database.dataSource(), Catalog.named("promptpal").orElseThrow(), "promptpal");
        schema.migrate(MigrationRequest.defaults()
                .with(new ChangesetFilter(Set.of(), Map.of("auth.users.table", "auth.users"))));
        guide = blocks();
        guide.subList(0, 2).forEach(this::run);
    }

    @AfterEach
    void remove() {
        root.execute("RESET ROLE");
        run(guide.get(2));
        schema.rollback(RollbackRequest.everything());
        root.close();
        database.close();
    }

    private void run(String block) {
        Pattern.compile(";\\s*")
                .splitAsStream(block)
                .filter(statement -> !statement.isBlank())
                .forEach(root::execute);
    }

    /** The SQL of the section, in its order. */
    private static List<String> blocks() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "catalogs", "promptpal.md"));
        String section =
                page.replaceFirst("(?s).*## Deploying to Supabase\n", "").replaceFirst("(?s)\n## .*", "");
        List<String> blocks = new ArrayList<>();
        Pattern.compile("(?s)```sql\n(.*?)```").matcher(section).results().forEach(b -> blocks.add(b.group(1)));
        assertThat(blocks).hasSize(3);
        return blocks;
    }

    /** A request as PostgREST makes it: the role of the token, and its claims, for one transaction. */
    private void request(String role, UUID user) {
        root.execute("RESET ROLE");
        root.execute(
                "SELECT set_config('request.jwt.claims', ?, false)",
                "{\"role\": \"" + role + "\"" + (user == null ? "" : ", \"sub\": \"" + user + "\"") + "}");
        root.execute("SET ROLE " + role);
    }

    @Test
    void p01AuthenticatedUsersWorkWithTheirOwnRows() {
        for (UUID user : List.of(ANA, BO)) {
            request("authenticated", user);
            root.execute("INSERT INTO promptpal.folders (user_id, name) VALUES (?, 'drafts')", user);
            root.execute("INSERT INTO promptpal.prompts (user_id, name, folder_id)"
                    + " SELECT user_id, 'letter', id FROM promptpal.folders");
            root.execute(
                    "INSERT INTO promptpal.modules (prompt_id, name, order_index) SELECT id, 'm', 0 FROM promptpal.prompts");
            root.execute(
                    "INSERT INTO promptpal.module_options (module_id, content) SELECT id, 'Dear' FROM promptpal.modules");
            for (String table : TABLES.subList(0, 4)) {
                assertThat(count(table)).as(table).isEqualTo(1);
            }
        }
        root.execute("SET app.current_user_id TO '" + ANA + "'");
        assertThat(count("folders WHERE user_id = '" + BO + "'")).isEqualTo(1);
        assertThat(SqlState.of(
                        () -> root.execute("INSERT INTO promptpal.folders (user_id, name) VALUES (?, 'theirs')", ANA)))
                .isEqualTo(SqlState.REFUSED);
    }

    @Test
    void p01WhoIsNotSignedInReachesNothing() {
        request("anon", null);
        for (String table : TABLES) {
            assertThat(SqlState.of(() -> count(table))).as(table).isEqualTo(SqlState.REFUSED);
        }
        assertThat(SqlState.of(() -> count("databasechangelog"))).isEqualTo(SqlState.REFUSED);
    }

    @Test
    void p02TheServiceRoleReachesTheRowsOfAllAndNotTheLedger() {
        request("authenticated", ANA);
        root.execute("INSERT INTO promptpal.folders (user_id, name) VALUES (?, 'drafts')", ANA);
        request("service_role", null);
        root.execute("INSERT INTO promptpal.folders (user_id, name, created_by) VALUES (?, 'sent', ?)", BO, BO);
        assertThat(count("folders")).isEqualTo(2);
        assertThat(root.execute("UPDATE promptpal.folders SET name = name || '!'"))
                .isEqualTo(2);
        assertThat(count("folders WHERE created_by = user_id")).isEqualTo(2);
        root.execute("INSERT INTO promptpal.prompts (user_id, name, folder_id)"
                + " SELECT user_id, 'letter', id FROM promptpal.folders");
        root.execute("UPDATE promptpal.folders SET deleted_at = now()");
        assertThat(count("prompts WHERE folder_id IS NULL")).isEqualTo(2);
        for (String ledger : List.of("databasechangelog", "databasechangeloglock")) {
            assertThat(SqlState.of(() -> count(ledger))).as(ledger).isEqualTo(SqlState.REFUSED);
        }
    }

    @Test
    void p14TheApiIsToldToExposeTheSchema() {
        assertThat(root.select("SELECT array_to_string(setconfig, ' ') FROM pg_db_role_setting"
                                + " WHERE setrole = 'authenticator'::regrole")
                        .mapTo(String.class)
                        .list())
                .anyMatch(setting -> setting.contains("pgrst.db_schemas=") && setting.contains("promptpal"));
    }

    private long count(String from) {
        return root.select("SELECT count(*) FROM promptpal." + from)
                .mapTo(long.class)
                .one();
    }
}
