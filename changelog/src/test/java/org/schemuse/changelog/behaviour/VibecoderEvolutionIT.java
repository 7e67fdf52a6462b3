package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.RollbackRequest;
import org.schemuse.changelog.schema.SchemaRefusedException;

/** A live schema of vibecoder changes step by step, with rows in it and two releases of the application at work. */
@ParameterizedClass
@EnumSource(Installer.class)
class VibecoderEvolutionIT extends CatalogBehaviour {
    @Override
    CatalogRows rows() {
        return new VibecoderTenancy();
    }

    @Test
    void theExamplesAreNotInstalledUnlessAskedFor() {
        assertThat(installed.schema().status().pending()).isEmpty();
        assertThat(installed.schema().migrate(MigrationRequest.defaults()).appliedIds())
                .isEmpty();
        assertThatThrownBy(() -> deploy("no-such-label"))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("no-such-label")
                .hasMessageContaining("user-preferences");
    }

    @Test
    void v18PreferencesLeaveOldRowsReadable() {
        assertThat(deploy("user-preferences")).hasSize(1);
        assertThat(texts(installed.as(ONE), "SELECT preferences::text FROM users"))
                .containsExactly("{}", "{}");
        installed.schema().rollback(RollbackRequest.count(1));
        assertThat(count("users")).isEqualTo(4);
    }

    @Test
    void v18ProjectTemplatesGetThePolicyOfAllOthers() {
        assertThat(deploy("project-templates")).hasSize(3);
        Handle handle = installed.as(ONE);
        String insert = "INSERT INTO project_templates (name, organization_id) VALUES ('plain', ?)";
        assertThat(handle.execute(insert, ONE)).isEqualTo(1);
        assertThat(SqlState.of(() -> handle.execute(insert, OTHER))).isEqualTo(SqlState.REFUSED);
        assertThat(count(installed.as(OTHER), "project_templates")).isZero();
        assertThat(count(installed.nobody(), "project_templates")).isZero();
        assertThat(texts(root, "SELECT polname FROM pg_policy WHERE polrelid = 'project_templates'::regclass"))
                .containsExactly("tenant_isolation_policy");
    }

    @Test
    void v18ARenameInFivePhasesLosesNothingOnTheWayThereAndBack() {
        Handle handle = installed.as(ONE);
        deploy("full-name-1");
        assertThat(texts(handle, "SELECT full_name FROM live_users")).containsOnlyNulls();

        deploy("full-name-2");
        handle.execute("UPDATE users SET name = 'old code' WHERE auth0_id LIKE 'auth0|1%'");
        handle.execute(
                "INSERT INTO users (email, organization_id, auth0_id, full_name) VALUES ('a@b', ?, 'auth0|3', 'new code')",
                ONE);
        assertThat(texts(handle, "SELECT name || '/' || full_name FROM users WHERE full_name IS NOT NULL ORDER BY 1"))
                .containsExactly("new code/new code", "old code/old code");

        deploy("full-name-3");
        List<String> names = texts(root, "SELECT name FROM users ORDER BY id");
        assertThat(names).doesNotContainNull().hasSize(5);
        assertThat(texts(root, "SELECT full_name FROM users ORDER BY id")).isEqualTo(names);

        deploy("full-name-4");
        deploy("full-name-5");
        assertThat(texts(root, "SELECT full_name FROM users ORDER BY id")).isEqualTo(names);
        assertThat(SqlState.of(() -> handle.execute("SELECT name FROM users"))).isEqualTo("42703");

        installed.schema().rollback(RollbackRequest.count(2));
        assertThat(texts(root, "SELECT name FROM users ORDER BY id")).isEqualTo(names);
        assertThat(texts(root, "SELECT full_name FROM users ORDER BY id")).isEqualTo(names);
        handle.execute("UPDATE users SET full_name = 'after the switch' WHERE auth0_id LIKE 'auth0|2%'");
        installed.schema().rollback(RollbackRequest.count(1));
        assertThat(texts(root, "SELECT full_name FROM users ORDER BY id"))
                .isEqualTo(texts(root, "SELECT name FROM users ORDER BY id"));
        installed.schema().rollback(RollbackRequest.toTag("1"));
        assertThat(texts(handle, "SELECT name FROM live_users ORDER BY 1"))
                .containsExactly("after the switch", "new code", "old code");
    }

    @Test
    void v18TheSwitchIsRefusedWhileANameIsNotCopied() {
        deploy("full-name-1");
        deploy("full-name-2");
        assertThatThrownBy(() -> deploy("full-name-4"))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessageContaining("users.full_name differs from users.name");
        assertThat(installed.schema().status().applied())
                .noneMatch(row -> row.id().contains("stop-keeping"));
        deploy("full-name-3");
        assertThat(deploy("full-name-4")).hasSize(1);
    }

    private List<String> deploy(String label) {
        return installed
                .schema()
                .migrate(MigrationRequest.defaults().with(new ChangesetFilter(Set.of(label), Map.of())))
                .appliedIds();
    }
}
