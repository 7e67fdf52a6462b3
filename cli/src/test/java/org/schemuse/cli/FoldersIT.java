package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder of files into tables, from the command line: what is found without being asked, what is refused, and the way back. */
class FoldersIT extends CommandsOnEmptyDatabase {
    private Path files;

    @BeforeEach
    void createTables() throws IOException {
        execute("CREATE SCHEMA shop; CREATE TABLE shop.branch (code text PRIMARY KEY);"
                + " CREATE TABLE shop.booking (id integer PRIMARY KEY, branch text NOT NULL REFERENCES shop.branch)");
        files = Files.createDirectory(folder.resolve("data"));
        Files.writeString(files.resolve("branch.csv"), "code\nnorth\n");
        Files.writeString(files.resolve("booking.csv"), "id,branch\n1,north\n2,west\n");
    }

    private String ids() {
        return ask("SELECT coalesce(string_agg(id::text, ' ' ORDER BY id), '') FROM shop.booking");
    }

    private Ran imported(String... options) {
        return run(List.of("import", "--dir", files.toString()), options);
    }

    @Test
    void theSchemaIsFoundAndAllIsOneImport() throws IOException {
        Files.writeString(files.resolve("README.md"), "Bookings.\n");

        Ran dry = imported("--dry-run");
        assertThat(dry.exitCode()).isEqualTo(1);
        assertThat(dry.out()).contains("to insert");
        assertThat(ids()).isEmpty();
        Ran ran = imported();

        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(1);
        assertThat(ran.out())
                .contains("data into schema shop of", "2 files, 3 rows read")
                .containsPattern("branch +1 +1 +0 +0 +0 +0\n")
                .containsPattern("booking +2 +1 +0 +0 +0 +1\n")
                .containsPattern("all +3 +2 +0 +0 +0 +1\n")
                .contains("booking.csv:3: row 2, branch: expected a row of branch with code 'west', found 'west'")
                .contains("Note: file README.md is left out: its name shows no format of rows")
                .contains("schemuse undo 1 --schema shop");
        assertThat(ids()).isEqualTo("1");
        assertThat(Files.exists(files.resolve("booking.rejects.csv"))).isTrue();
        assertThat(run("imports", "--schema", "shop").out())
                .containsOnlyOnce("finished")
                .contains("data");
        Ran undone = run("undo", "1", "--schema", "shop", "--yes");
        assertThat(undone.exitCode()).as(undone.err()).isZero();
        assertThat(undone.out()).contains("booking", "branch");
        assertThat(ids()).isEmpty();
    }

    @Test
    void theDocumentFollowsItsSchema() throws IOException {
        for (String[] options : new String[][] {{"--json", "--dry-run"}, {"--json"}}) {
            Ran ran = imported(options);
            assertThat(JsonSchemas.findings("import-folder", ran.out())).isEmpty();
            JsonNode report = new ObjectMapper().readTree(ran.out());
            assertThat(report.get("rejectedCount").asInt()).isEqualTo(1);
            assertThat(report.get("fileImports").get(0).get("table").asText()).isEqualTo("branch");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    --fields a,b        | --fields is for one file
                    --conflict-key k    | --conflict-key is for one file
                    --format csv        | --format is for one file
                    --rejects r.csv     | --rejects is for one file
                    -                   | DUMP is for one file
                    --table booking     | --table imports one file, and --dir all files
                    --update            | --update is for one file
                    """)
    void whatIsForOneFileIsRefused(String options, String said) {
        Ran ran = imported(options.split(" "));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err().lines().findFirst().orElseThrow()).contains(said);
        assertThat(ids()).isEmpty();
    }

    @Test
    void aFileWithoutATableIsNamedWithTheNearestOne() throws IOException {
        Files.writeString(files.resolve("bokking.csv"), "id\n");
        assertThat(imported().err())
                .contains("No schema of")
                .contains("bokking.csv")
                .contains("--schema");

        Ran ran = imported("--schema", "shop");

        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.err())
                .contains("bokking.csv: schema \"shop\" has no table \"bokking\"; did you mean \"booking\"?")
                .contains("--skip-file bokking.csv");
        assertThat(imported("--skip-file", "bokking.csv").exitCode()).isEqualTo(1);
        assertThat(ids()).isEqualTo("1");
    }

    @Test
    void whatIsNoFolderOrHasNoFileIsRefused() throws IOException {
        assertThat(run("import", "--dir", folder.resolve("none").toString()).err())
                .contains("no such folder");
        assertThat(run("import", "--dir", files.resolve("branch.csv").toString())
                        .err())
                .contains("is a file; import it with --table");
        assertThat(run(
                                "import",
                                "--dir",
                                Files.createDirectory(folder.resolve("empty")).toString())
                        .err())
                .contains("has no file to import");
        assertThat(imported("--skip-file", "users.csv").err()).contains("has no file users.csv");
    }
}
