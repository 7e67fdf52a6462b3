package org.schemuse.changelog.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every changelog file holds to, whichever catalog it belongs to. */
class ChangelogRulesTest {
    private static final Path FOLDER = Path.of("catalogs");
    private static final Pattern FILE_NAME = Pattern.compile("(\\d{3})-[a-z0-9]+(-[a-z0-9]+)*\\.(sql|yaml)");
    private static final Pattern QUALIFIED = Pattern.compile("\\b(public|vibemuse)\\.\\w");

    /** Where a catalog includes the ledger of imports, whose leaves are its own. */
    private static final String LEDGER = "  - include:\n      file: catalogs/import-ledger/changelog.yaml\n";

    static List<Catalog> catalogs() {
        return Stream.concat(Catalog.all().stream(), Stream.of(Catalog.importLedger()))
                .toList();
    }

    /** The changesets in the folder of a catalog. */
    private static List<Changeset> own(Catalog catalog) {
        return catalog.changesets().stream()
                .filter(changeset -> catalog.ownFiles().contains(changeset.file()))
                .toList();
    }

    /** Every leaf of every catalog. */
    static List<Path> leaves() throws IOException {
        List<Path> leaves = new ArrayList<>();
        for (Catalog catalog : catalogs()) {
            leaves.addAll(leaves(catalog));
        }
        return leaves;
    }

    static List<Path> sqlLeaves() throws IOException {
        return leaves().stream()
                .filter(leaf -> leaf.toString().endsWith(".sql"))
                .toList();
    }

    @Test
    void everyFolderIsACatalog() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            catalogs().stream().map(Catalog::name).toList());
        }
        assertThat(Catalog.named("no-such-catalog")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void masterIncludesEveryFileInOrderAndDoesNothingElse(Catalog catalog) throws IOException {
        String master = Files.readString(FOLDER.resolve(catalog.name()).resolve("changelog.yaml"));
        StringBuilder expected = new StringBuilder("databaseChangeLog:\n");
        for (Path leaf : leaves(catalog)) {
            expected.append("  - include:\n      file: ")
                    .append(leaf.toString().replace('\\', '/'))
                    .append('\n');
        }
        assertThat(master.replaceAll("(?m)^#.*\\n", "").replace(LEDGER, "")).isEqualTo(expected.toString());
    }

    @Test
    void aCatalogThatImportsFillIncludesTheLedger() throws IOException {
        assertThat(Files.readString(FOLDER.resolve("vibemuse/changelog.yaml"))).containsOnlyOnce(LEDGER);
        assertThat(Catalog.named("vibemuse").orElseThrow().changesets())
                .containsAll(Catalog.importLedger().changesets());
        assertThat(Catalog.all()).doesNotContain(Catalog.importLedger());
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void filesAreNumberedWithoutGap(Catalog catalog) throws IOException {
        int expected = 1;
        for (Path leaf : leaves(catalog)) {
            Matcher name = FILE_NAME.matcher(leaf.getFileName().toString());
            assertThat(name.matches())
                    .as("%s is named NNN-what-it-creates", leaf)
                    .isTrue();
            assertThat(name.group(1)).isEqualTo("%03d".formatted(expected++));
        }
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void everyChangesetIsNamedAsItsFileAndSaysWhatItIsFor(Catalog catalog) throws IOException {
        List<Path> leaves = leaves(catalog);
        assertThat(own(catalog)).hasSameSizeAs(leaves);
        for (int i = 0; i < leaves.size(); i++) {
            Changeset changeset = own(catalog).get(i);
            String file = leaves.get(i).toString().replace('\\', '/');
            assertThat(changeset.file()).isEqualTo(file);
            assertThat(file).contains("/" + changeset.id() + ".");
            assertThat(changeset.author()).isEqualTo("schemuse");
            assertThat(changeset.comment()).endsWith(".").hasSizeGreaterThan(10);
            assertThat(changeset.rollback()).as("%s can be rolled back", file).isTrue();
        }
    }

    /** Default privileges are suspended in transactions only; see ADR 0089. */
    @ParameterizedTest
    @MethodSource("sqlLeaves")
    void whatRunsOutsideOfATransactionCreatesNothingThatCanBeGranted(Path leaf) throws IOException {
        String text = Files.readString(leaf);
        if (text.contains("runInTransaction:false")) {
            assertThat(text).doesNotContainPattern("(?i)\\bCREATE (?!(UNIQUE )?INDEX)");
        }
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void aLeafHoldsOneChangeset(Path leaf) throws IOException {
        String text = Files.readString(leaf);
        assertThat(Pattern.compile("(?m)^(--changeset |\\s*- changeSet:)")
                        .matcher(text)
                        .results())
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("sqlLeaves")
    void namesAreNotQualifiedAndNothingCascades(Path leaf) throws IOException {
        String sql = Files.readString(leaf).replaceAll("(?m)^--(liquibase|changeset|comment).*\\n", "");
        assertThat(QUALIFIED.matcher(sql).results())
                .as("%s installs in any schema", leaf)
                .isEmpty();
        assertThat(sql).doesNotContainPattern("DROP [^;]* CASCADE");
    }

    @ParameterizedTest
    @MethodSource("sqlLeaves")
    void functionsPinWhatNamesMeanAndAreNotSplit(Path leaf) throws IOException {
        String sql = Files.readString(leaf);
        if (sql.contains("CREATE FUNCTION")) {
            assertThat(sql)
                    // A body that is no string is resolved when the function is made. IsolationMatrixIT tries those
                    // that
                    // name PostgreSQL's own by its schema.
                    .containsPattern(
                            "SET search_path FROM CURRENT|(?m)^ +RETURN (?!NULL)|:= pg_catalog\\.current_setting")
                    .contains("REVOKE ALL ON FUNCTION")
                    .containsPattern("-function (?=.*\\bsplitStatements:false)(?=.*rollbackSplitStatements:false)");
            assertThat(Pattern.compile("CREATE FUNCTION").matcher(sql).results())
                    .hasSize(1);
        }
        if (Pattern.compile("\\$\\w*\\$").matcher(sql).find()) {
            assertThat(sql).contains(" splitStatements:false").contains("rollbackSplitStatements:false");
        }
    }

    @ParameterizedTest
    @MethodSource("sqlLeaves")
    void everyTableAndColumnHasAComment(Path leaf) throws IOException {
        String sql = Files.readString(leaf);
        Matcher table = Pattern.compile("(?s)CREATE TABLE (\"?\\w+\"?) \\((.*?)\\n\\)[^\\n]*;")
                .matcher(sql);
        if (table.find()) {
            assertThat(sql).contains("COMMENT ON TABLE " + table.group(1) + " IS ");
            Pattern column = Pattern.compile("(?m)^    (?!CONSTRAINT|PRIMARY)(\\w+) ");
            column.matcher(table.group(2))
                    .results()
                    .forEach(match -> assertThat(sql)
                            .contains("COMMENT ON COLUMN " + table.group(1) + "." + match.group(1) + " IS "));
        }
    }

    /** Who follows the recipe in CONTRIBUTING makes a file like all others. */
    @ParameterizedTest
    @MethodSource("sqlLeaves")
    void theRecipeForAChangesetMakesFilesLikeThese(Path leaf) throws IOException {
        String recipe = Files.readString(Path.of("..", "CONTRIBUTING.md"));
        String name = leaf.getFileName().toString().replace(".sql", "");
        String folder = leaf.getParent().getFileName().toString();
        List<String> head = recipe.substring(recipe.indexOf("```sql\n") + "```sql\n".length())
                .lines()
                .map(String::strip)
                .limit(3)
                .map(line -> line.replace("promptpal", folder).replace("034-add-archived-at-to-prompts", name))
                .toList();
        List<String> lines = Files.readAllLines(leaf);
        assertThat(lines.get(0)).isEqualTo(head.get(0));
        assertThat(lines.get(1)).isEqualTo(head.get(1)).isEmpty();
        assertThat(lines).as("%s", leaf).anyMatch(line -> line.startsWith(head.get(2)));
        assertThat(recipe).contains("file: catalogs/promptpal/034-add-archived-at-to-prompts.sql");
    }

    /** The comments in the database and the page for people say the same. */
    @ParameterizedTest
    @MethodSource("sqlLeaves")
    void commentsOnTablesAndColumnsAreInTheDocumentation(Path leaf) throws IOException {
        // The page of a catalog that includes the ledger describes it.
        String folder = leaf.getParent().getFileName().toString().replace("import-ledger", "vibemuse");
        String documentation = Files.readString(Path.of("..", "docs", "catalogs", folder + ".md"));
        Pattern comment = Pattern.compile("COMMENT ON (?:TABLE|VIEW|COLUMN) [\\w.\"]*?(\\w+)\"? IS '([^']+)';");
        comment.matcher(Files.readString(leaf))
                .results()
                .forEach(match -> assertThat(documentation)
                        .contains("`" + match.group(1) + "`")
                        .contains(match.group(2)));
    }

    /** Two readers of the same files, one of them Liquibase's, see the same. */
    @ParameterizedTest
    @MethodSource("catalogs")
    void liquibaseReadsTheSameChangesets(Catalog catalog) throws Exception {
        ResourceAccessor resources = new ClassLoaderResourceAccessor(Catalog.class.getClassLoader());
        DatabaseChangeLog log = ChangeLogParserFactory.getInstance()
                .getParser(catalog.changelog(), resources)
                .parse(catalog.changelog(), new ChangeLogParameters(), resources);

        List<Changeset> seen = log.getChangeSets().stream()
                .map(set -> new Changeset(
                        set.getId(),
                        set.getAuthor(),
                        set.getFilePath(),
                        set.getComments(),
                        !set.getRollback().getChanges().isEmpty()
                                || set.getChanges()
                                        .get(0)
                                        .supportsRollback(new liquibase.database.core.PostgresDatabase()),
                        "",
                        set.getLabels().getLabels()))
                .toList();
        assertThat(seen).isEqualTo(catalog.changesets());
    }

    private static List<Path> leaves(Catalog catalog) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(catalog.name()))) {
            return files.filter(file -> !file.endsWith("changelog.yaml"))
                    .filter(file -> !file.getFileName().toString().startsWith("redis-"))
                    .sorted()
                    .toList();
        }
    }
}
