package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** What vibecoder promises. {@link IsolationMatrixIT} tries isolation in every way; here it is told by example. */
@ParameterizedClass
@EnumSource(Installer.class)
class VibecoderIT extends CatalogBehaviour {
    private static final List<String> TENANT_TABLES =
            List.of("users", "user_profiles", "projects", "tasks", "comments", "subscriptions");

    @Override
    Tenancy rows() {
        return new VibecoderTenancy();
    }

    @Test
    void v01ATenantReadsItsOwnRows() {
        Handle handle = installed.nobody();
        handle.execute("SELECT set_tenant_context(?)", ONE);
        for (String table : TENANT_TABLES) {
            assertThat(texts(handle, "SELECT DISTINCT organization_id::text FROM " + table))
                    .as(table)
                    .containsExactly(ONE.toString());
        }
        assertThat(texts(handle, "SELECT id::text FROM organizations")).containsExactly(ONE.toString());
    }

    @Test
    void v02ARowForAnotherTenantIsRefused() {
        assertThat(SqlState.of(() -> project(installed.as(ONE), OTHER, "theirs")))
                .isEqualTo(SqlState.REFUSED);
        assertThat(project(installed.as(ONE), ONE, "ours")).isNotNull();
    }

    @Test
    void v03RowsOfAnotherTenantCannotBeChangedById() {
        UUID theirs = id(root, "SELECT id FROM tasks WHERE organization_id = ?", OTHER);
        Handle handle = installed.as(ONE);
        assertThat(handle.execute("UPDATE tasks SET title = 'taken' WHERE id = ?", theirs))
                .isZero();
        assertThat(handle.execute("DELETE FROM tasks WHERE id = ?", theirs)).isZero();
        assertThat(text(root, "SELECT title FROM tasks WHERE id = ?", theirs)).isEqualTo("repair the harbour");
    }

    @Test
    void v04ARowCannotBeGivenToAnotherTenant() {
        Handle handle = installed.as(ONE);
        for (String table : TENANT_TABLES) {
            assertThat(SqlState.of(() -> handle.execute("UPDATE " + table + " SET organization_id = ?", OTHER)))
                    .as(table)
                    .isEqualTo(SqlState.REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "no tenant", "11111111-1111-4111-8111-11111111111"})
    void v05WithoutATenantThereAreNoRows(String context) {
        for (Handle handle : List.of(installed.nobody(), installed.with(context))) {
            for (String table : TENANT_TABLES) {
                assertThat(count(handle, table)).as(table).isZero();
            }
            assertThat(count(handle, "organizations")).isZero();
            assertThat(SqlState.of(() -> project(handle, ONE, "nobody's"))).isEqualTo(SqlState.REFUSED);
        }
    }

    @Test
    void v06TheTenantOfASessionStaysUntilItIsSetAgain() {
        Handle handle = installed.nobody();
        handle.useTransaction(h -> h.execute("SELECT set_tenant_context(?)", ONE));
        assertThat(text(handle, "SELECT current_setting('app.current_tenant_id')"))
                .isEqualTo(ONE.toString());
        assertThat(id(handle, "SELECT id FROM organizations")).isEqualTo(ONE);
        handle.execute("SELECT set_tenant_context(?)", OTHER);
        assertThat(id(handle, "SELECT id FROM organizations")).isEqualTo(OTHER);
        handle.execute("SELECT clear_tenant_context()");
        assertThat(count(handle, "organizations")).isZero();
    }

    @Test
    void v06TheTenantOfATransactionEndsWithIt() {
        Handle handle = installed.nobody();
        handle.useTransaction(h -> {
            h.execute("SELECT set_tenant_context(?, true)", ONE);
            assertThat(count(h, "projects")).isEqualTo(2);
        });
        assertThat(count(handle, "projects")).isZero();
        handle.useTransaction(h -> h.execute("SELECT set_tenant_context(?, false)", ONE));
        assertThat(count(handle, "projects")).isEqualTo(2);
    }

    @Test
    void v07NothingPointsIntoAnotherTenant() {
        UUID theirProject = id(root, "SELECT id FROM projects WHERE organization_id = ?", OTHER);
        UUID theirTask = id(root, "SELECT id FROM tasks WHERE organization_id = ?", OTHER);
        UUID theirUser = id(root, "SELECT id FROM users WHERE organization_id = ?", OTHER);
        root.execute("DELETE FROM user_profiles");
        UUID ourProject = id(root, "SELECT id FROM projects WHERE organization_id = ?", ONE);
        for (Handle handle : List.of(installed.as(ONE), root)) {
            String task = "INSERT INTO tasks (title, organization_id, project_id, assigned_to_id, created_by_id)"
                    + " VALUES ('x', ?, ?, ?, ?)";
            refusesReference(handle, task, ONE, theirProject, null, null);
            refusesReference(handle, task, ONE, ourProject, theirUser, null);
            refusesReference(handle, task, ONE, ourProject, null, theirUser);
            refusesReference(
                    handle,
                    "INSERT INTO projects (name, organization_id, created_by_id) VALUES ('x', ?, ?)",
                    ONE,
                    theirUser);
            refusesReference(
                    handle,
                    "INSERT INTO comments (content, organization_id, task_id) VALUES ('x', ?, ?)",
                    ONE,
                    theirTask);
            refusesReference(
                    handle, "INSERT INTO user_profiles (organization_id, user_id) VALUES (?, ?)", ONE, theirUser);
            refusesReference(handle, "UPDATE tasks SET project_id = ? WHERE organization_id = ?", theirProject, ONE);
        }
    }

    private static void refusesReference(Handle handle, String sql, Object... arguments) {
        assertThat(SqlState.of(() -> handle.execute(sql, arguments))).as(sql).isEqualTo(SqlState.FOREIGN_KEY);
    }

    @Test
    void v08NoShapeOfStatementShowsAnotherTenant() {
        Handle handle = installed.as(ONE);
        String both = " FROM users u JOIN tasks t ON true";
        assertThat(texts(handle, "SELECT DISTINCT t.organization_id::text" + both))
                .containsExactly(ONE.toString());
        assertThat(texts(
                        handle,
                        "SELECT organization_id::text FROM users UNION SELECT organization_id::text FROM tasks"))
                .containsExactly(ONE.toString());
        assertThat(texts(handle, "UPDATE tasks t SET title = u.name FROM users u RETURNING u.organization_id::text"))
                .isNotEmpty()
                .containsOnly(ONE.toString());
    }

    @Test
    void v09PlatformTablesAreForAllToReadAndForNoneToWrite() {
        Handle nobody = installed.nobody();
        for (Handle handle : List.of(nobody, installed.as(ONE), installed.as(OTHER))) {
            for (String table : rows().open()) {
                assertThat(count(handle, table)).as(table).isEqualTo(1);
                for (String write :
                        List.of("DELETE FROM " + table, "UPDATE " + table + " SET id = id", "TRUNCATE " + table)) {
                    assertThat(SqlState.of(() -> handle.execute(write)))
                            .as(write)
                            .isEqualTo(SqlState.REFUSED);
                }
            }
            assertThat(SqlState.of(() -> handle.execute("INSERT INTO features (name, code) VALUES ('x', 'x')")))
                    .isEqualTo(SqlState.REFUSED);
        }
        assertThat(installed.owner().execute("INSERT INTO features (name, code) VALUES ('x', 'x')"))
                .isEqualTo(1);
    }

    @Test
    void v10AProjectTakesItsTasksAndCommentsAndATenantTakesAll() {
        UUID project = id(root, "SELECT id FROM projects WHERE organization_id = ?", ONE);
        assertThat(installed.as(ONE).execute("DELETE FROM projects WHERE id = ?", project))
                .isEqualTo(1);
        assertThat(count("tasks WHERE organization_id = ?", ONE)).isEqualTo(1);
        assertThat(count("comments WHERE organization_id = ?", ONE)).isEqualTo(1);
        root.execute("DELETE FROM organizations WHERE id = ?", ONE);
        for (String table : TENANT_TABLES) {
            assertThat(texts(root, "SELECT DISTINCT organization_id::text FROM " + table))
                    .as(table)
                    .containsExactly(OTHER.toString());
        }
        assertThat(count("subscription_plans")).isEqualTo(1);
    }

    @Test
    void v11AUserWhoGoesLeavesTheirWorkBehind() {
        long tasks = count("tasks");
        installed.as(ONE).execute("DELETE FROM users");
        assertThat(count("tasks")).isEqualTo(tasks);
        assertThat(count(
                        "tasks WHERE organization_id = ? AND (created_by_id IS NOT NULL OR assigned_to_id IS NOT NULL)",
                        ONE))
                .isZero();
        assertThat(count("projects WHERE organization_id = ? AND created_by_id IS NULL", ONE))
                .isEqualTo(2);
        assertThat(count("comments WHERE organization_id = ? AND created_by_id IS NULL", ONE))
                .isEqualTo(2);
        assertThat(count("user_profiles WHERE organization_id = ?", ONE)).isZero();
        assertThat(SqlState.of(() -> root.execute("DELETE FROM subscription_plans")))
                .isIn(SqlState.FOREIGN_KEY, SqlState.RESTRICTED);
    }

    @Test
    void v12AProjectNameIsTakenWithinItsTenantWhileTheProjectLives() {
        Handle handle = installed.as(ONE);
        project(handle, ONE, "bridge");
        assertThat(SqlState.of(() -> project(handle, ONE, "bridge"))).isEqualTo(SqlState.UNIQUE);
        assertThat(project(installed.as(OTHER), OTHER, "bridge")).isNotNull();
        handle.execute("UPDATE projects SET deleted_at = now() WHERE name = 'bridge'");
        assertThat(project(handle, ONE, "bridge")).isNotNull();
        assertThat(SqlState.of(() -> handle.execute("UPDATE projects SET deleted_at = NULL WHERE name = 'bridge'")))
                .isEqualTo(SqlState.UNIQUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"todo", "in_progress", "done", "", "Todo", "cancelled"})
    void v13ATaskIsToDoInProgressOrDone(String status) {
        Handle handle = installed.as(ONE);
        if (List.of("todo", "in_progress", "done").contains(status)) {
            assertThat(handle.execute("UPDATE tasks SET status = ?", status)).isEqualTo(2);
        } else {
            assertThat(SqlState.of(() -> handle.execute("UPDATE tasks SET status = ?", status)))
                    .isEqualTo(SqlState.CHECK);
        }
    }

    @Test
    void v14SearchFindsTasksOfTheTenantByTheirWords() {
        UUID project = id(root, "SELECT id FROM projects WHERE organization_id = ?", ONE);
        Handle handle = installed.as(ONE);
        handle.execute(
                "INSERT INTO tasks (title, project_id, organization_id) VALUES ('Painting the lighthouse', ?, ?)",
                project,
                ONE);
        String titles = "SELECT title FROM search_tasks(?) ORDER BY title";
        assertThat(texts(handle, titles, "lighthouse")).containsExactly("Painting the lighthouse");
        assertThat(texts(handle, titles, "paint lighthouses")).hasSize(1);
        assertThat(texts(handle, "SELECT organization_id::text FROM search_tasks('harbour')"))
                .hasSize(2)
                .containsOnly(ONE.toString());
        assertThat(texts(handle, titles, ONE.toString()))
                .as("a word of the description")
                .hasSize(2);
        assertThat(texts(handle, titles, OTHER.toString())).isEmpty();
        assertThat(texts(handle, titles, "' OR true --")).isEmpty();
        handle.execute("UPDATE tasks SET deleted_at = now() WHERE title LIKE 'Painting%'");
        assertThat(texts(handle, titles, "lighthouse")).isEmpty();
        for (String context : List.of("", "nobody")) {
            assertThat(texts(installed.with(context), titles, "harbour")).isEmpty();
        }
    }

    @Test
    void v15EveryForeignKeyLeadsAnIndex() {
        assertThat(
                        texts(
                                root,
                                "SELECT c.conrelid::regclass || '.' || a.attname FROM pg_constraint c"
                                        + " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)"
                                        + " WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace AND NOT EXISTS ("
                                        + " SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = a.attnum AND i.indpred IS NULL)"))
                .isEmpty();
    }

    @Test
    void v16OneProfileOneLinkOneActiveSubscription() {
        assertThat(
                        SqlState.of(
                                () -> root.execute(
                                        "INSERT INTO user_profiles (user_id, organization_id) SELECT user_id, organization_id FROM user_profiles")))
                .isEqualTo(SqlState.UNIQUE);
        assertThat(
                        SqlState.of(
                                () -> root.execute(
                                        "INSERT INTO plan_features (plan_id, feature_id) SELECT plan_id, feature_id FROM plan_features")))
                .isEqualTo(SqlState.UNIQUE);
        String another = "INSERT INTO subscriptions (organization_id, plan_id, status, start_date)"
                + " SELECT organization_id, plan_id, ?, now() FROM subscriptions WHERE status = 'active'";
        assertThat(SqlState.of(() -> root.execute(another, "active"))).isEqualTo(SqlState.UNIQUE);
        assertThat(root.execute(another, "expired")).isEqualTo(2);
    }

    @Test
    void v17WhatIsDeletedSoftlyIsInTheTableAndNotInTheView() {
        Handle handle = installed.as(ONE);
        for (String table : List.of("users", "projects", "tasks", "comments")) {
            assertThat(count(handle, "live_" + table)).as(table).isEqualTo(2);
            handle.execute("UPDATE " + table + " SET deleted_at = now()");
            assertThat(count(handle, "live_" + table)).as(table).isZero();
            assertThat(count(handle, table)).as(table).isEqualTo(2);
        }
        root.execute("UPDATE organizations SET deleted_at = now()");
        assertThat(count(handle, "live_organizations")).isZero();
        assertThat(count(handle, "organizations")).isEqualTo(1);
    }

    @Test
    void v19EveryTableViewColumnAndFunctionIsExplained() {
        assertThat(texts(
                        root,
                        "SELECT c.relname || coalesce('.' || a.attname, '') FROM pg_class c"
                                + " LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND c.relkind = 'r'"
                                + " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v')"
                                + " AND c.relname NOT LIKE 'databasechangelog%'"
                                + " AND (obj_description(c.oid, 'pg_class') IS NULL"
                                + " OR a.attname IS NOT NULL AND col_description(c.oid, a.attnum) IS NULL)"
                                + " UNION SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
                                + " AND obj_description(oid, 'pg_proc') IS NULL"))
                .isEmpty();
    }

    @Test
    void aPersonIsFoundInTheirTenantsBeforeOneIsChosen() {
        root.execute("UPDATE users SET auth0_id = 'auth0|1' WHERE auth0_id LIKE 'auth0|1%'");
        assertThat(texts(installed.nobody(), "SELECT organization_id::text FROM organizations_of_login('auth0|1')"))
                .containsExactlyInAnyOrder(ONE.toString(), OTHER.toString());
        root.execute("UPDATE organizations SET deleted_at = now() WHERE id = ?", OTHER);
        assertThat(texts(installed.nobody(), "SELECT organization_id::text FROM organizations_of_login('auth0|1')"))
                .containsExactly(ONE.toString());
        assertThat(texts(installed.nobody(), "SELECT user_id::text FROM organizations_of_login('%')"))
                .isEmpty();
    }

    private static UUID project(Handle handle, UUID tenant, String name) {
        return handle.inTransaction(h -> {
            h.execute("INSERT INTO projects (name, organization_id) VALUES (?, ?)", name, tenant);
            return id(h, "SELECT id FROM projects WHERE name = ?", name);
        });
    }
}
