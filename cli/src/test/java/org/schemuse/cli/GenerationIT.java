package org.schemuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.testsupport.TestDatabase;

/** Files made from a live schema, and the check that what is committed is what would be made. */
class GenerationIT {
    private static final Catalog PROMPTPAL = Catalog.named("promptpal").orElseThrow();
    private static final Path SAMPLE =
            Workplace.REPOSITORY.resolve(Path.of("samples", "typescript-client", "src", "database.ts"));

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void installPromptpal() {
        database = TestDatabase.cloneOf(
                "promptpal", empty -> Schema.of(empty, PROMPTPAL, "promptpal").migrate(MigrationRequest.defaults()));
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private Ran run(String... args) {
        return Ran.here(folder, Connecting.to(database), args);
    }

    @Test
    void typesOfTheSampleAreThoseOfTheCatalog() {
        Ran ran = run("types", "promptpal", "--lang", "typescript", "--out", SAMPLE.toString(), "--check");
        assertThat(ran.out()).startsWith(SAMPLE + ": as schema promptpal");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void typesGoToStandardOutputWhereNoFileIsNamed() throws IOException {
        Ran ran = run("types", "promptpal", "--lang", "typescript");
        assertThat(ran.out()).isEqualTo(Files.readString(SAMPLE));
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void checkOfTypesNamesTheColumnThatIsNewAndWritesNothing() throws Exception {
        Path file = folder.resolve("new").resolve("database.ts");
        assertThat(run("types", "promptpal", "--lang", "typescript", "--out", file.toString())
                        .exitCode())
                .isZero();
        String before = Files.readString(file);
        database.execute("ALTER TABLE promptpal.folders ADD COLUMN colour text");

        Ran ran = run("types", "promptpal", "--lang", "typescript", "--out", file.toString(), "--check");
        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.out())
                .startsWith(file + ": differs")
                .contains("+          colour: string | null")
                .hasLineCount(16);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void checkOfAFileThatIsMissingSaysSoInJson() {
        Ran ran = run("types", "promptpal", "--lang", "typescript", "--out", "nowhere.ts", "--check", "--json");
        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.out())
                .contains(
                        "\"upToDate\" : false",
                        "\"file\" : \"nowhere.ts\"",
                        "\"kind\" : \"missing\"",
                        "\"diff\" : [ ]");
    }

    @Test
    void pagesOfTablesThatAreGoneAreFoundAndDeleted() throws Exception {
        Path pages = folder.resolve("pages");
        Path mine = Files.writeString(Files.createDirectories(pages).resolve("mine.md"), "# Mine\n");
        assertThat(run("docs", "promptpal", "--out", pages.toString()).exitCode())
                .isZero();
        database.execute("DROP TABLE promptpal.usage_tracking; ALTER TABLE promptpal.folders DROP COLUMN name");

        Ran check = run("docs", "promptpal", "--out", pages.toString(), "--check");
        assertThat(check.exitCode()).isEqualTo(5);
        assertThat(check.out())
                .contains(
                        pages.resolve("usage_tracking.md") + ": left over",
                        pages.resolve("folders.md") + ": differs",
                        pages.resolve("README.md") + ": differs");
        assertThat(pages.resolve("usage_tracking.md")).exists();

        assertThat(run("docs", "promptpal", "--out", pages.toString()).exitCode())
                .isZero();
        assertThat(pages.resolve("usage_tracking.md")).doesNotExist();
        assertThat(mine).exists();
        assertThat(run("docs", "promptpal", "--out", pages.toString(), "--check")
                        .exitCode())
                .isZero();
    }

    @Test
    void docsGoToStandardOutputWhereNoFolderIsNamed() {
        Ran ran = run("docs", "promptpal");
        assertThat(ran.out()).contains("# Schema `promptpal`", "```mermaid", "## Table `prompts`");
        assertThat(ran.exitCode()).isZero();
    }

    @Test
    void aSchemaThatIsMissingIsRefused() {
        Ran ran = run("types", "vibecoder", "--lang", "typescript");
        assertThat(ran.err()).startsWith("schemuse: There is no schema vibecoder in ");
        assertThat(ran.exitCode()).isEqualTo(4);
    }
}
