package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.testsupport.TestDatabase;

/** Samples that belong to two tenants or users, imported for one of them into the catalogs that keep them apart. */
class TenantImportIT {
    private static final Path SAMPLES =
            Path.of("../samples/tables").toAbsolutePath().normalize();

    private TestDatabase database;

    @TempDir
    private Path folder;

    @BeforeEach
    void create() {
        database = TestDatabase.empty();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private Ran run(String... arguments) {
        return Ran.here(folder, Connecting.to(database), arguments);
    }

    private Ran imported(String sample, String table, String... options) {
        String[] arguments = new String[options.length + 5];
        System.arraycopy(options, 0, arguments, 5, options.length);
        arguments[0] = "import";
        arguments[1] = "--rejects";
        arguments[2] = folder.resolve("rejects.jsonl").toString();
        arguments[3] = "--table=" + table;
        arguments[4] = SAMPLES.resolve(sample).toString();
        return run(arguments);
    }

    @Test
    void aTenantGetsItsOwnProjects() throws Exception {
        run("migrate", "vibecoder", "--quiet");
        imported("vibecoder/organizations.csv", "organizations");

        Ran ran =
                imported("vibecoder/projects.jsonl", "projects", "--as-tenant", "2e861e0e-def4-5624-82e1-909b4d1a69e7");

        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isEqualTo(1);
        assertThat(ran.out())
                .contains("row 3, organization_id: expected a row that vibecoder_app may write")
                .contains("[REFUSED_BY_POLICY]");
        assertThat(one("SELECT string_agg(name, ' ' ORDER BY name) FROM vibecoder.projects"))
                .isEqualTo("Website Winter catalogue");
        Ran undone = run("undo", "2", "--schema", "vibecoder", "--yes");
        assertThat(undone.exitCode()).as(undone.out() + undone.err()).isZero();
        assertThat(one("SELECT count(*)::text FROM vibecoder.projects")).isEqualTo("0");
    }

    @Test
    void aUserGetsTheirOwnFolders() throws Exception {
        run("migrate", "promptpal", "--quiet");
        imported("promptpal/auth_users.csv", "auth_users");

        Ran ran = imported("promptpal/folders.json", "folders", "--as-user", "84e03ea6-fc22-570c-8aa7-b1cfd2e68b60");

        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isEqualTo(1);
        assertThat(one("SELECT string_agg(DISTINCT user_id::text, ' ') FROM promptpal.folders"))
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

    private String one(String query) throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
