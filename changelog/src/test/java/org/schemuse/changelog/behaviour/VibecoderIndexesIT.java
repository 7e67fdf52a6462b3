package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.testsupport.volume.SampleRows;

/** What vibecoder promises of its indexes beside what {@link VolumeIT} tries in every catalog. */
@ParameterizedClass
@EnumSource(Installer.class)
class VibecoderIndexesIT extends CatalogBehaviour {
    private static final String SOME = " = (SELECT gen_random_uuid())";

    @Override
    CatalogRows rows() {
        return new VibecoderTenancy();
    }

    /** Two thousand tenants beside the two, and twenty thousand tasks of one of these. */
    @Override
    void fill(Handle root) throws SQLException {
        super.fill(root);
        root.execute(
                "INSERT INTO tasks (title, project_id, organization_id) SELECT 'lamp' || n, p.id, p.organization_id"
                        + " FROM (SELECT * FROM projects WHERE organization_id = ? LIMIT 1) p, generate_series(1, 20000) n",
                ONE);
        SampleRows.fill(root.getConnection(), "vibecoder", 20_000);
    }

    @Override
    String filling() {
        return "many_tasks";
    }

    @Test
    void v15TheTenantsTasksByStatusUseTheCompoundIndexBehindThePolicyToo() {
        assertThat(plan(installed.as(ONE), "SELECT * FROM tasks WHERE status = 'done'"))
                .contains("tasks_organization_status_idx");
        assertThat(plan(installed.as(ONE), "SELECT * FROM live_tasks WHERE project_id" + SOME))
                .contains("tasks_project_id_idx");
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

    /** All twenty thousand tasks have the word; the ten newest are read and no others. */
    @Test
    void v14ASearchForACommonWordEndsWithItsLimit() {
        root.execute("UPDATE tasks SET title = 'lamp of ' || title WHERE organization_id = ?", ONE);
        root.execute("VACUUM (ANALYZE) tasks");
        Handle handle = installed.as(ONE);
        long all = Blocks.of(handle, "SELECT * FROM search_tasks('lamp')");
        Blocks.few(handle, "SELECT * FROM search_tasks('lamp', 10)");
        assertThat(all).isGreaterThan(300);
    }

    @Test
    void c10SimpleSelectsTouchFewBlocksBehindThePoliciesToo() {
        Handle handle = installed.as(OTHER);
        Blocks.few(handle, "SELECT * FROM projects");
        Blocks.few(handle, "SELECT * FROM users WHERE auth0_id = 'auth0|1" + OTHER + "'");
        Blocks.few(handle, "SELECT * FROM live_tasks WHERE status = 'todo'");
        String task = "'" + id(handle, "SELECT id FROM tasks") + "'::uuid";
        Blocks.few(handle, "SELECT * FROM tasks WHERE id = " + task);
        Blocks.few(handle, "SELECT * FROM comments WHERE task_id = " + task);
        String project = "'" + id(installed.as(ONE), "SELECT id FROM projects WHERE name LIKE 'project %'") + "'::uuid";
        Blocks.few(installed.as(ONE), "SELECT * FROM projects WHERE id = " + project);
    }
}
