package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** Every index of promptpal serves the query it is for, among 100 000 rows in the largest table. */
@ParameterizedClass
@EnumSource(Installer.class)
class PromptpalIndexesIT extends CatalogBehaviour {
    private static final String SOME = " = (SELECT gen_random_uuid())";

    @Override
    Tenancy tenancy() {
        return new PromptpalTenancy();
    }

    /** Two hundred users beside the two. */
    @BeforeEach
    void load() {
        root.execute("SET session_replication_role TO replica");
        String time =
                "now() - (n || ' minutes')::interval, now() - (n || ' minutes')::interval, CASE WHEN n % 100 = 0 THEN now() END";
        root.execute("INSERT INTO auth_users SELECT gen_random_uuid() FROM generate_series(1, 200)");
        root.execute(
                "INSERT INTO folders (user_id, name, created_at, updated_at, deleted_at) SELECT u.id, 'folder ' || n, "
                        + time + " FROM auth_users u, generate_series(1, 50) n");
        root.execute(
                "INSERT INTO prompts (user_id, folder_id, name, created_at, updated_at, deleted_at) SELECT f.user_id, f.id, 'prompt ' || n, "
                        + time + " FROM (SELECT *, row_number() OVER () n FROM folders) f");
        root.execute(
                "INSERT INTO modules (prompt_id, name, order_index, created_at, updated_at, deleted_at) SELECT p.id, 'm', m, "
                        + time + " FROM (SELECT *, row_number() OVER () n FROM prompts) p, generate_series(1, 3) m");
        root.execute(
                "INSERT INTO module_options (module_id, content, created_at, updated_at, deleted_at) SELECT m.id, 'text', "
                        + time + " FROM (SELECT *, row_number() OVER () n FROM modules) m");
        root.execute(
                "INSERT INTO variables (prompt_id, name, created_at, updated_at, deleted_at) SELECT p.id, 'v' || v, "
                        + time + " FROM (SELECT *, row_number() OVER () n FROM prompts) p, generate_series(1, 2) v");
        root.execute(
                "INSERT INTO encrypted_api_keys (user_id, provider, encrypted_key, created_at, updated_at, deleted_at)"
                        + " SELECT u.id, CASE WHEN n < 50 THEN 'openai' ELSE 'anthropic' END, 'x', " + time
                        + " FROM auth_users u, generate_series(1, 50) n");
        root.execute(
                "INSERT INTO usage_tracking (user_id, prompt_id, action, created_at, updated_at, deleted_at)"
                        + " SELECT p.user_id, p.id, CASE WHEN n % 500 = 0 THEN 'share' ELSE 'run' END, " + time
                        + " FROM (SELECT p.*, (row_number() OVER ()) * 10 + e AS n FROM prompts p, generate_series(1, 10) e) p");
        root.execute("SET session_replication_role TO origin");
        root.execute("ANALYZE");
    }

    @Test
    void p12EveryIndexServesItsQuery() {
        assertThat(count("usage_tracking")).isGreaterThanOrEqualTo(100_000);
        served(
                "folders",
                "user_id" + SOME + " AND deleted_at IS NULL",
                "folders_user_id_deleted_at_idx",
                "folders_user_id_name_key");
        served("folders", "user_id" + SOME + " AND name = 'x' AND deleted_at IS NULL", "folders_user_id_name_key");
        served("prompts", "user_id" + SOME + " AND deleted_at IS NULL", "prompts_user_id_deleted_at_idx");
        served("prompts", "folder_id" + SOME, "prompts_folder_id_idx");
        served("module_options", "module_id" + SOME, "module_options_module_id_idx");
        served(
                "variables",
                "prompt_id" + SOME + " AND name = 'v1'",
                "variables_prompt_id_name_idx",
                "variables_prompt_id_name_key");
        served(
                "encrypted_api_keys",
                "user_id" + SOME + " AND provider = 'openai'",
                "encrypted_api_keys_user_id_provider_idx");
        served("usage_tracking", "prompt_id" + SOME, "usage_tracking_prompt_id_idx");
        served("usage_tracking", "action = 'share'", "usage_tracking_action_idx");
        served(
                "usage_tracking",
                "user_id" + SOME + " AND created_at > now() - interval '1 hour'",
                "usage_tracking_user_id_created_at_idx");
        for (String table : new String[] {"folders", "prompts"}) {
            served(
                    table,
                    "deleted_at > now() - interval '1 hour' AND deleted_at < now() - interval '59 minutes'",
                    table + "_deleted_at_idx");
        }
        for (String table : new String[] {
            "folders", "prompts", "modules", "module_options", "variables", "encrypted_api_keys", "usage_tracking"
        }) {
            for (String column : new String[] {"created_at", "updated_at"}) {
                served(table, column + " > now() + interval '1 hour'", table + "_" + column + "_idx");
            }
        }
    }

    @Test
    void p12ModulesComeInOrderWithoutASort() {
        // The index gives the order; for the three rows here a bitmap and a sort would be as good.
        root.execute("SET enable_bitmapscan TO off");
        assertThat(plan(root, "SELECT * FROM modules WHERE prompt_id" + SOME + " ORDER BY order_index"))
                .contains("modules_prompt_id_order_index_idx")
                .doesNotContain("Sort");
    }

    @Test
    void p13SimpleSelectsTouchFewBlocksBehindThePoliciesToo() {
        Handle handle = installed.as(ONE);
        Blocks.few(handle, "SELECT * FROM folders WHERE deleted_at IS NULL");
        Blocks.few(handle, "SELECT * FROM prompts WHERE deleted_at IS NULL");
        Blocks.few(handle, "SELECT * FROM encrypted_api_keys WHERE provider = 'openai'");
        Blocks.few(handle, "SELECT * FROM usage_tracking WHERE created_at > now() - interval '1 day'");
        String prompt = "'" + id(handle, "SELECT id FROM prompts") + "'::uuid";
        Blocks.few(handle, "SELECT * FROM prompts WHERE id = " + prompt);
        Blocks.few(handle, "SELECT * FROM modules WHERE prompt_id = " + prompt + " ORDER BY order_index");
        Blocks.few(handle, "SELECT * FROM variables WHERE prompt_id = " + prompt);
        Blocks.few(
                handle,
                "SELECT o.* FROM modules m JOIN module_options o ON o.module_id = m.id WHERE m.prompt_id = " + prompt);
    }

    private void served(String table, String where, String... anyOf) {
        assertThat(plan(root, "SELECT * FROM " + table + " WHERE " + where))
                .as("%s WHERE %s", table, where)
                .containsPattern(String.join("|", anyOf));
    }
}
