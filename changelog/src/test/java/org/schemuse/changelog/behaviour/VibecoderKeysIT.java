package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** Keys and references of vibecoder as clients use them: upserts, people who return, identities, disconnected creators. */
@ParameterizedClass
@EnumSource(Installer.class)
class VibecoderKeysIT extends CatalogBehaviour {
    private static final String ADD_USER = "INSERT INTO users (email, organization_id, auth0_id) VALUES (?, ?, ?)";

    @Override
    CatalogRows rows() {
        return new VibecoderTenancy();
    }

    @Test
    void v12ClientsUpsertOnTheKeys() {
        Handle handle = installed.as(ONE);
        String project = "INSERT INTO projects (name, organization_id, description) VALUES ('bridge', ?, ?)"
                + " ON CONFLICT (organization_id, name, deleted_at) DO UPDATE SET description = excluded.description";
        handle.execute(project, ONE, "first");
        handle.execute(project, ONE, "second");
        assertThat(texts(handle, "SELECT description FROM projects WHERE name = 'bridge'"))
                .containsExactly("second");
        for (String key : List.of("email", "auth0_id")) {
            handle.execute(
                    ADD_USER + " ON CONFLICT (organization_id, " + key + ", deleted_at) DO UPDATE SET role = 'admin'",
                    key.equals("email") ? "1@" + ONE : "new@example.org",
                    ONE,
                    key.equals("email") ? "auth0|new" : "auth0|2" + ONE);
        }
        assertThat(count(handle, "users")).isEqualTo(2);
        assertThat(count(handle, "users WHERE role = 'admin'")).isEqualTo(2);
    }

    @Test
    void v17WhoIsDeletedSoftlyCanReturn() {
        Handle handle = installed.as(ONE);
        for (int round = 0; round < 3; round++) {
            assertThat(SqlState.of(() -> handle.execute(ADD_USER, "1@" + ONE, ONE, "auth0|elsewhere")))
                    .isEqualTo(SqlState.UNIQUE);
            assertThat(SqlState.of(() -> handle.execute(ADD_USER, "other@example.org", ONE, "auth0|1" + ONE)))
                    .isEqualTo(SqlState.UNIQUE);
            assertThat(handle.execute(
                            "UPDATE users SET deleted_at = now() WHERE email = ? AND deleted_at IS NULL", "1@" + ONE))
                    .isEqualTo(1);
            handle.execute(ADD_USER, "1@" + ONE, ONE, "auth0|1" + ONE);
        }
        handle.execute(
                "INSERT INTO user_profiles (user_id, organization_id) SELECT id, organization_id FROM live_users WHERE email = ?",
                "1@" + ONE);
        assertThat(SqlState.of(() -> handle.execute("UPDATE users SET deleted_at = NULL")))
                .isEqualTo(SqlState.UNIQUE);
    }

    @Test
    void v17TheDomainOfATenantThatIsDeletedSoftlyIsFree() {
        String add = "INSERT INTO organizations (name, domain) VALUES ('new', ?)";
        assertThat(SqlState.of(() -> root.execute(add, ONE.toString()))).isEqualTo(SqlState.UNIQUE);
        root.execute("UPDATE organizations SET deleted_at = now() WHERE id = ?", ONE);
        root.execute(add, ONE.toString());
        root.execute(add, new Object[] {null});
        root.execute(add, new Object[] {null});
    }

    @Test
    void v02TheIdentityOfAPersonOfAnotherTenantIsRefused() {
        Handle handle = installed.as(ONE);
        String theirs = "auth0|1" + OTHER;
        List<String> writes = List.of(
                "INSERT INTO users (email, organization_id, auth0_id) VALUES ('x@example.org', '" + ONE + "', ?)",
                "UPDATE users SET auth0_id = ? WHERE email LIKE '1@%'",
                "INSERT INTO users (email, organization_id, auth0_id) VALUES ('1@" + ONE + "', '" + ONE + "', 'auth0|1"
                        + ONE + "') ON CONFLICT (organization_id, email, deleted_at) DO UPDATE SET auth0_id = ?");
        for (String write : writes) {
            assertThat(SqlState.of(() -> handle.execute(write, theirs)))
                    .as(write)
                    .isEqualTo(SqlState.REFUSED);
        }
        root.execute("UPDATE users SET deleted_at = now() WHERE organization_id = ?", OTHER);
        assertThat(SqlState.of(() -> handle.execute(writes.get(0), theirs)))
                .as("a person who left the other tenant is still a person")
                .isEqualTo(SqlState.REFUSED);
        assertThat(texts(installed.nobody(), "SELECT organization_id::text FROM organizations_of_login(?)", theirs))
                .isEmpty();
    }

    @Test
    void v02APersonWhoIsSignedInJoinsAnotherTenant() {
        Handle handle = installed.as(ONE);
        String theirs = "auth0|1" + OTHER;
        handle.execute("SELECT set_config('app.current_login', ?, false)", theirs);
        handle.execute(ADD_USER, "x@example.org", ONE, theirs);
        assertThat(texts(handle, "SELECT organization_id::text FROM organizations_of_login(?)", theirs))
                .containsExactlyInAnyOrder(ONE.toString(), OTHER.toString());
        handle.execute("RESET app.current_login");
        assertThat(handle.execute("UPDATE users SET name = 'new', auth0_id = auth0_id WHERE email = 'x@example.org'"))
                .as("whoever has joined is changed as others are")
                .isEqualTo(1);
        assertThat(installed.root().execute(ADD_USER, "y@example.org", ONE, "auth0|2" + OTHER))
                .as("a role past row-level security synchronises as it must")
                .isEqualTo(1);
    }

    @Test
    void v14ASearchReturnsAtMostSoMany() {
        UUID project = id(root, "SELECT id FROM projects WHERE organization_id = ?", ONE);
        Handle handle = installed.as(ONE);
        handle.execute(
                "INSERT INTO tasks (title, project_id, organization_id, created_at)"
                        + " SELECT 'lamp ' || n, ?, ?, now() - n * interval '1 minute' FROM generate_series(1, 30) n",
                project,
                ONE);
        assertThat(texts(handle, "SELECT title FROM search_tasks('lamp', 3)"))
                .containsExactly("lamp 1", "lamp 2", "lamp 3");
        assertThat(texts(handle, "SELECT title FROM search_tasks(query => 'lamp', max_results => 0)"))
                .isEmpty();
        assertThat(texts(handle, "SELECT title FROM search_tasks('lamp', NULL)"))
                .hasSize(30);
        assertThat(texts(handle, "SELECT title FROM search_tasks('lamp')")).hasSize(30);
        assertThat(SqlState.of(() -> texts(handle, "SELECT title FROM search_tasks('lamp', -1)")))
                .isEqualTo("2201W");
    }

    /** What Prisma's {@code disconnect} sends, and what an application sends instead. */
    @Test
    void v11ACreatorIsDisconnectedByTheirOwnColumnAlone() {
        Handle handle = installed.as(ONE);
        for (String table : List.of("projects", "tasks", "comments")) {
            assertThat(SqlState.of(() ->
                            handle.execute("UPDATE " + table + " SET organization_id = NULL, created_by_id = NULL")))
                    .as(table)
                    .isIn(SqlState.NOT_NULL, SqlState.REFUSED);
            assertThat(handle.execute("UPDATE " + table + " SET created_by_id = NULL"))
                    .as(table)
                    .isEqualTo(2);
        }
    }
}
