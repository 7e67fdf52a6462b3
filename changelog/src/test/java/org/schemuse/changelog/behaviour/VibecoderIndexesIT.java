package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** Every index of vibecoder serves the query it is for, among rows of many tenants. */
@ParameterizedClass
@EnumSource(Installer.class)
class VibecoderIndexesIT extends CatalogBehaviour {
    private static final String SOME = " = (SELECT gen_random_uuid())";

    @Override
    Tenancy tenancy() {
        return new VibecoderTenancy();
    }

    /** Two hundred tenants; 40 000 tasks, half of them of one. */
    @BeforeEach
    void load() {
        root.execute("SET session_replication_role TO replica");
        root.execute(
                "INSERT INTO organizations (name, domain) SELECT 'tenant ' || n, n || '.example.org' FROM generate_series(1, 200) n");
        root.execute(
                "INSERT INTO users (email, organization_id, auth0_id)"
                        + " SELECT n || '@example.org', o.id, 'auth0|' || o.domain || n FROM organizations o, generate_series(1, 50) n");
        root.execute(
                "INSERT INTO user_profiles (user_id, organization_id) SELECT id, organization_id FROM users ON CONFLICT DO NOTHING");
        root.execute(
                "INSERT INTO subscription_plans (name, price, billing_period) SELECT 'plan ' || n, n, 'yearly' FROM generate_series(1, 200) n");
        root.execute(
                "INSERT INTO features (name, code) SELECT 'feature ' || n, 'f' || n FROM generate_series(1, 50) n");
        root.execute(
                "INSERT INTO plan_features (plan_id, feature_id) SELECT p.id, f.id FROM subscription_plans p, features f ON CONFLICT DO NOTHING");
        root.execute("INSERT INTO subscriptions (organization_id, plan_id, status, start_date)"
                + " SELECT o.id, p.id, CASE WHEN p.price = 1 THEN 'past_due' ELSE 'expired' END, now()"
                + " FROM organizations o, subscription_plans p WHERE p.price <= 50");
        root.execute(
                "INSERT INTO projects (name, organization_id, created_by_id) SELECT u.email, u.organization_id, u.id FROM users u");
        root.execute(
                "INSERT INTO tasks (title, project_id, organization_id, assigned_to_id, created_by_id, status)"
                        + " SELECT 'word' || (row_number() OVER ()) || ' work', p.id, p.organization_id, p.created_by_id, p.created_by_id,"
                        + " CASE WHEN n = 1 AND p.name LIKE '1@%' THEN 'done' ELSE 'todo' END FROM projects p, generate_series(1, 2) n");
        root.execute(
                "INSERT INTO tasks (title, project_id, organization_id) SELECT 'lamp' || n, p.id, p.organization_id"
                        + " FROM (SELECT * FROM projects WHERE organization_id = ? LIMIT 1) p, generate_series(1, 20000) n",
                ONE);
        root.execute(
                "INSERT INTO comments (task_id, organization_id, created_by_id, content)"
                        + " SELECT t.id, t.organization_id, t.created_by_id, 'x' FROM tasks t WHERE t.created_by_id IS NOT NULL");
        root.execute("SET session_replication_role TO origin");
        root.execute("ANALYZE");
    }

    @Test
    void v15EveryIndexServesItsQuery() {
        assertThat(count("tasks")).isGreaterThan(20_000);
        served(
                "users",
                "organization_id" + SOME,
                "users_organization_id_idx",
                "users_organization_id_email_key",
                "users_organization_id_auth0_id_key",
                "users_organization_id_id_key");
        served("users", "auth0_id = 'auth0|7'", "users_auth0_id_idx");
        served("user_profiles", "organization_id" + SOME, "user_profiles_organization_id_idx");
        served("user_profiles", "user_id" + SOME, "user_profiles_user_id_key");
        served("subscriptions", "plan_id" + SOME, "subscriptions_plan_id_idx");
        served(
                "subscriptions",
                "organization_id" + SOME,
                "subscriptions_organization_id_idx",
                "subscriptions_organization_status_idx");
        served(
                "subscriptions",
                "organization_id" + SOME + " AND status = 'past_due'",
                "subscriptions_organization_status_idx");
        served("plan_features", "plan_id" + SOME, "plan_features_plan_id_idx", "plan_features_plan_id_feature_id_key");
        served("plan_features", "feature_id" + SOME, "plan_features_feature_id_idx");
        served("projects", "organization_id" + SOME, "projects_organization_id_idx", "projects_organization_id_id_key");
        served("projects", "created_by_id" + SOME, "projects_created_by_id_idx");
        served("tasks", "project_id" + SOME, "tasks_project_id_idx");
        served(
                "tasks",
                "organization_id" + SOME,
                "tasks_organization_id_idx",
                "tasks_organization_status_idx",
                "tasks_organization_id_id_key");
        served("tasks", "assigned_to_id" + SOME, "tasks_assigned_to_id_idx");
        served("tasks", "created_by_id" + SOME, "tasks_created_by_id_idx");
        served("comments", "task_id" + SOME, "comments_task_id_idx");
        served("comments", "organization_id" + SOME, "comments_organization_id_idx");
        served("comments", "created_by_id" + SOME, "comments_created_by_id_idx");
    }

    @Test
    void v15TheTenantsTasksByStatusUseTheCompoundIndexBehindThePolicyToo() {
        assertThat(plan(installed.as(ONE), "SELECT * FROM tasks WHERE status = 'done'"))
                .contains("tasks_organization_status_idx");
        assertThat(plan(installed.as(ONE), "SELECT * FROM live_tasks WHERE project_id" + SOME))
                .contains("tasks_project_id_idx");
    }

    @Test
    void v14TheTextIndexFindsWords() {
        assertThat(plan(
                        root,
                        "SELECT * FROM tasks WHERE to_tsvector('english', title || ' ' || coalesce(description, ''))"
                                + " @@ websearch_to_tsquery('english', 'word77')"))
                .contains("tasks_text_search_idx");
    }

    /** The login is bound by row security, behind which a text index is never used; the function gets past it. */
    @Test
    void v14TheSearchOfALargeTenantUsesTheTextIndex() {
        installed.as(ONE).useTransaction(handle -> {
            assertThat(count(handle, "search_tasks('lamp77')")).isEqualTo(1);
            assertThat(text(handle, "SELECT pg_stat_get_xact_numscans('tasks_text_search_idx'::regclass)"))
                    .isEqualTo("1");
        });
    }

    @Test
    void c10SimpleSelectsTouchFewBlocksBehindThePoliciesToo() {
        Handle handle = installed.as(OTHER);
        Blocks.few(handle, "SELECT * FROM projects");
        Blocks.few(handle, "SELECT * FROM users WHERE auth0_id = 'auth0|1'");
        Blocks.few(handle, "SELECT * FROM live_tasks WHERE status = 'todo'");
        String task = "'" + id(handle, "SELECT id FROM tasks") + "'::uuid";
        Blocks.few(handle, "SELECT * FROM tasks WHERE id = " + task);
        Blocks.few(handle, "SELECT * FROM comments WHERE task_id = " + task);
        String project = "'" + id(installed.as(ONE), "SELECT id FROM projects WHERE name LIKE 'project %'") + "'::uuid";
        Blocks.few(installed.as(ONE), "SELECT * FROM projects WHERE id = " + project);
    }

    private void served(String table, String where, String... anyOf) {
        assertThat(plan(root, "SELECT * FROM " + table + " WHERE " + where))
                .as("%s WHERE %s", table, where)
                .containsPattern(String.join("|", anyOf));
    }
}
