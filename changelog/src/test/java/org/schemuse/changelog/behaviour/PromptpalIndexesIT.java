package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
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
    Tenancy tenancy() {
        return new PromptpalTenancy();
    }

    @BeforeEach
    void load() throws SQLException {
        SampleRows.fill(root.getConnection(), "promptpal", 20_000);
    }

    @Test
    void p12ModulesComeInOrderWithoutASort() {
        // The index gives the order; for the three rows here a bitmap and a sort would be as good.
        root.execute("SET enable_bitmapscan TO off");
        assertThat(plan(root, "SELECT * FROM modules WHERE prompt_id" + SOME + " ORDER BY order_index"))
                .contains("modules_prompt_id_order_index_idx")
                .doesNotContain("Sort");
    }

    /** Blocks read, which unlike time are the same on every machine; a scan of any of these tables reads more. */
    @Test
    void p13SimpleSelectsTouchFewBlocksBehindThePoliciesToo() {
        Handle handle = installed.as(ONE);
        fewBlocks(handle, "SELECT * FROM folders WHERE deleted_at IS NULL");
        fewBlocks(handle, "SELECT * FROM prompts WHERE deleted_at IS NULL");
        fewBlocks(handle, "SELECT * FROM encrypted_api_keys WHERE provider = 'openai'");
        fewBlocks(handle, "SELECT * FROM usage_tracking WHERE created_at > now() - interval '1 day'");
        String prompt = "'" + id(handle, "SELECT id FROM prompts") + "'::uuid";
        fewBlocks(handle, "SELECT * FROM prompts WHERE id = " + prompt);
        fewBlocks(handle, "SELECT * FROM modules WHERE prompt_id = " + prompt + " ORDER BY order_index");
        fewBlocks(handle, "SELECT * FROM variables WHERE prompt_id = " + prompt);
        fewBlocks(
                handle,
                "SELECT o.* FROM modules m JOIN module_options o ON o.module_id = m.id WHERE m.prompt_id = " + prompt);
    }

    private static void fewBlocks(Handle handle, String query) {
        texts(handle, "EXPLAIN (ANALYZE) " + query); // the first time reads what PostgreSQL knows of the functions too
        String plan = String.join("\n", texts(handle, "EXPLAIN (ANALYZE, BUFFERS, TIMING off) " + query));
        Matcher blocks = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?")
                .matcher(plan);
        assertThat(blocks.find()).as(plan).isTrue();
        long touched = number(blocks.group(1)) + number(blocks.group(2));
        assertThat(touched).as("%s%n%s", query, plan).isPositive().isLessThan(120);
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
