package org.schemuse.samples.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schemuse.junit.MigratedDatabase;
import org.schemuse.testsupport.TestDatabase;

/** The walk-through of the README, on one connection that all tenants share, as in a pool of one. */
@MigratedDatabase("vibecoder")
class TenantsIT {
    private Jdbi administrator;
    private String login;
    private Handle pooled;
    private Tenants tenants;
    private TaskRepository tasks;
    private UUID harbour;
    private UUID lighthouse;

    @BeforeEach
    void twoTenants(TestDatabase database) {
        administrator = Jdbi.create(database.dataSource());
        login = "service_of_" + database.name();
        administrator.useHandle(handle ->
                handle.execute("CREATE ROLE \"" + login + "\" LOGIN PASSWORD 'only for tests' IN ROLE vibecoder_app"));
        harbour = tenant("Harbour", "paint the pier");
        lighthouse = tenant("Lighthouse", "polish the lamp");

        pooled = Jdbi.create(database.dataSource(login, "only for tests")).open();
        pooled.execute("SET search_path TO vibecoder, pg_temp");
        tenants = new Tenants(Jdbi.create(new PoolOfOne(pooled)));
        tasks = new TaskRepository(tenants);
    }

    @AfterEach
    void remove() {
        pooled.close();
        administrator.useHandle(handle -> handle.execute("DROP ROLE \"" + login + "\""));
    }

    @Test
    void aForgottenFilterLeaksNothing() {
        assertThat(tasks.open(harbour)).containsExactly("paint the pier");
        assertThat(tasks.openInAHurry(harbour)).containsExactly("paint the pier");
        assertThat(tasks.openInAHurry(lighthouse)).containsExactly("polish the lamp");
        assertThat(tasks.finish(harbour, "polish the lamp")).isZero();
        assertThat(tasks.open(lighthouse)).containsExactly("polish the lamp");
    }

    @Test
    void aForgottenTenantShowsNothing() {
        assertThat(tasks.open(harbour)).hasSize(1);
        assertThat(pooled.select("SELECT count(*) FROM tasks").mapTo(int.class).one())
                .as("the connection is back in its pool, without a tenant")
                .isZero();
    }

    @Test
    void searchKeepsToTheTenant() {
        assertThat(tasks.search(lighthouse, "polishing lamps")).containsExactly("polish the lamp");
        assertThat(tasks.search(harbour, "polishing lamps")).isEmpty();
    }

    @Test
    void aTaskCannotBePutIntoAProjectOfAnotherTenant() {
        UUID theirs = tenants.in(
                lighthouse,
                handle -> handle.select("SELECT id FROM projects")
                        .mapTo(UUID.class)
                        .one());
        assertThatThrownBy(() -> tasks.add(harbour, theirs, "spy")).hasMessageContaining("tasks_project_fk");
        tasks.add(lighthouse, theirs, "replace the wick");
        assertThat(tasks.open(lighthouse)).containsExactly("polish the lamp", "replace the wick");
    }

    @Test
    void aPersonSignsInAndChoosesATenant() {
        assertThat(tenants.of("auth0|ana")).containsExactlyInAnyOrder(harbour, lighthouse);
        assertThat(tenants.of("auth0|nobody")).isEqualTo(List.of());
    }

    /** What the owner of the platform does: tenants come and go by them alone. */
    private UUID tenant(String name, String task) {
        return administrator.inTransaction(handle -> {
            handle.execute("SET LOCAL search_path TO vibecoder");
            UUID tenant = handle.select("INSERT INTO organizations (name) VALUES (?) RETURNING id", name)
                    .mapTo(UUID.class)
                    .one();
            handle.execute(
                    "INSERT INTO users (email, auth0_id, organization_id) VALUES ('ana@example.org', 'auth0|ana', ?)",
                    tenant);
            handle.execute("INSERT INTO projects (name, organization_id) VALUES ('first', ?)", tenant);
            handle.execute(
                    "INSERT INTO tasks (title, project_id, organization_id) SELECT ?, id, organization_id FROM projects"
                            + " WHERE organization_id = ?",
                    task,
                    tenant);
            return tenant;
        });
    }

    /** Hands out the same connection again and again. */
    private record PoolOfOne(Handle handle) implements ConnectionFactory {
        @Override
        public java.sql.Connection openConnection() {
            return handle.getConnection();
        }

        @Override
        public void closeConnection(java.sql.Connection connection) {
            // It stays open for the next tenant.
        }
    }
}
