package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Samples that belong to two tenants or users, imported for one of them into the catalogs that keep them apart. */
class TenantImportIT extends CommandsOnEmptyDatabase {
    private Ran imported(String sample, String table, String... options) {
        return run(
                List.of(
                        "import",
                        "--rejects",
                        folder.resolve("rejects.jsonl").toString(),
                        "--table=" + table,
                        SAMPLES.resolve(sample).toString()),
                options);
    }

    @Test
    void aTenantGetsItsOwnProjects() {
        run("migrate", "vibecoder", "--quiet");
        imported("vibecoder/organizations.csv", "organizations");

        Ran ran =
                imported("vibecoder/projects.jsonl", "projects", "--as-tenant", "2e861e0e-def4-5624-82e1-909b4d1a69e7");

        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isEqualTo(1);
        assertThat(ran.out())
                .contains("row 3, organization_id: expected a row that vibecoder_app may write")
                .contains("[REFUSED_BY_POLICY]");
        assertThat(ask("SELECT string_agg(name, ' ' ORDER BY name) FROM vibecoder.projects"))
                .isEqualTo("Website Winter catalogue");
        Ran undone = run("undo", "2", "--schema", "vibecoder", "--yes");
        assertThat(undone.exitCode()).as(undone.out() + undone.err()).isZero();
        assertThat(ask("SELECT count(*)::text FROM vibecoder.projects")).isEqualTo("0");
    }

    @Test
    void aUserGetsTheirOwnFolders() {
        run("migrate", "promptpal", "--quiet");
        imported("promptpal/auth_users.csv", "auth_users");

        Ran ran = imported("promptpal/folders.json", "folders", "--as-user", "84e03ea6-fc22-570c-8aa7-b1cfd2e68b60");

        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isEqualTo(1);
        assertThat(ask("SELECT string_agg(DISTINCT user_id::text, ' ') FROM promptpal.folders"))
                .as(ran.out())
                .isEqualTo("84e03ea6-fc22-570c-8aa7-b1cfd2e68b60");
    }

    @Test
    void aCatalogWithoutTenantsSaysSo() {
        run("migrate", "virtubar", "--quiet");

        Ran ran = imported("virtubar/rooms.csv", "rooms", "--as-tenant", "2e861e0e-def4-5624-82e1-909b4d1a69e7");

        assertThat(ran.exitCode()).isNotIn(0, 1);
        assertThat(ran.err()).contains("has no function current_tenant_id()", "--as-role");
    }
}
