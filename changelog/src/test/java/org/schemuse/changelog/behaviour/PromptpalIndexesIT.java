package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.testsupport.volume.SampleRows;

/** What promptpal promises of its indexes beside what {@link VolumeIT} tries in every catalog. */
@ParameterizedClass
@EnumSource(Installer.class)
class PromptpalIndexesIT extends CatalogBehaviour {
    private static final String SOME = " = (SELECT gen_random_uuid())";

    @Override
    CatalogRows rows() {
        return new PromptpalTenancy();
    }

    @Override
    void fill(Handle root) throws SQLException {
        super.fill(root);
        SampleRows.fill(root.getConnection(), "promptpal", 20_000);
    }

    @Override
    String filling() {
        return "sample_rows";
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
}
