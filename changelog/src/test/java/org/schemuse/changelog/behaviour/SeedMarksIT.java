package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schemuse.changelog.behaviour.Attempts.texts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.schema.MigrationRequest;

/**
 * The page of a catalog tells for each table what the seed states, with its line, and what is ours, with the reason. The
 * seeds lie beside the checkout; without them, only what needs none is looked at.
 */
@Tag("once")
@ParameterizedClass
@MethodSource("catalogs")
class SeedMarksIT {
    private static final Path SEEDS = Path.of("..", "..", "shared");

    private static final Pattern SECTION = Pattern.compile("(?ms)^#{3,4} `(\\w+)`\\n(.*?)(?=^#{2,4} |\\z)");
    private static final Pattern STATED = Pattern.compile("(the table|`\\w+`)\\s\\(l\\.(\\d+)\\)");
    private static final Pattern REASONED = Pattern.compile("(?m)^- ([^:\\n]+(?:\\n {2}[^:\\n]+)*):\\s(?=\\S)");
    private static final Pattern LINE = Pattern.compile("l\\.(\\d+)(?:-(\\d+))?");

    @Parameter
    CatalogRows catalog;

    private String page;
    private final Map<String, String> sections = new TreeMap<>();

    static List<CatalogRows> catalogs() {
        return CatalogRows.all();
    }

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("..", "docs", "catalogs", catalog.catalog() + ".md"));
        SECTION.matcher(page).results().forEach(section -> sections.put(section.group(1), section.group(2)));
    }

    @Test
    void everyColumnOfEveryTableIsOfTheSeedOrOursWithAReason() {
        try (InstalledCatalog installed = InstalledCatalog.of(catalog, Installer.SUPERUSER)) {
            if (page.contains("#### `project_templates`")) {
                ChangesetFilter tables = new ChangesetFilter(Set.of("project-templates"), Map.of());
                installed.schema().migrate(MigrationRequest.defaults().with(tables));
            }
            List<String> tables = texts(
                    installed.root(),
                    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
                            + " AND relkind IN ('r', 'p') AND NOT relispartition AND relname NOT LIKE 'databasechangelog%'");
            assertThat(tables).isNotEmpty();
            for (String table : tables) {
                assertThat(sections).containsKey(table);
                assertMarked(
                        table,
                        texts(
                                installed.root(),
                                "SELECT attname FROM pg_attribute WHERE attrelid = quote_ident(?)::regclass AND attnum > 0"
                                        + " AND NOT attisdropped",
                                table));
            }
        }
    }

    private void assertMarked(String table, List<String> columns) {
        List<String> stated = stated(table).map(mark -> mark.group(1)).toList();
        List<String> ours = ours(table);
        assertThat(sections.get(table)).as(table).containsPattern("(?m)^Ours: nothing\\.$|^Ours:\\n\\n- ");
        boolean allOthers = ours.contains("its columns") || ours.contains("its other columns");
        assertThat(stated.contains("the table"))
                .as("%s is of the seed or ours", table)
                .isNotEqualTo(ours.contains("the table"));
        for (String column : columns) {
            // A line says what else is ours, such as the values of a column that the seed has.
            boolean isOurs = allOthers
                    || ours.contains("the table")
                    || ours.stream()
                            .anyMatch(what -> what.matches("(`\\w+`,? ?\\s*)*`" + column + "`.*")
                                    && what.matches("(`\\w+`(, |$))+"));
            assertThat(stated.contains("`" + column + "`") || isOurs)
                    .as("%s.%s is of the seed or ours", table, column)
                    .isTrue();
        }
        assertThat(stated.stream().filter(mark -> !mark.equals("the table")).map(mark -> mark.replace("`", "")))
                .as("columns of %s that the seed states", table)
                .isSubsetOf(columns)
                .doesNotHaveDuplicates();
    }

    /** Each line that is cited for a column or a table names it; upper case and underscores do not count. */
    @Test
    void theLinesThatAreCitedNameWhatTheyAreCitedFor() throws IOException {
        List<String> seed = seed();
        if (seed.isEmpty()) {
            return;
        }
        sections.forEach((table, text) -> stated(table).forEach(mark -> {
            String name =
                    mark.group(1).equals("the table") ? table : mark.group(1).replace("`", "");
            assertThat(plain(seed.get(Integer.parseInt(mark.group(2)) - 1)))
                    .as("%s, line %s, for %s", catalog.catalog(), mark.group(2), name)
                    .contains(plain(name));
        }));
    }

    @Test
    void everyLineThatIsCitedExistsAndSaysSomething() throws IOException {
        List<MatchResult> cited = LINE.matcher(page).results().toList();
        assertThat(cited).hasSizeGreaterThan(10);
        List<String> seed = seed();
        if (seed.isEmpty()) {
            return;
        }
        for (MatchResult line : cited) {
            int first = Integer.parseInt(line.group(1));
            int last = line.group(2) == null ? first : Integer.parseInt(line.group(2));
            assertThat(last).as(line.group()).isBetween(first, seed.size());
            assertThat(String.join("", seed.subList(first - 1, last)))
                    .as(line.group())
                    .isNotBlank();
        }
    }

    private Stream<MatchResult> stated(String table) {
        Matcher marks = Pattern.compile("(?ms)^From the seed: (.*?)\\n\\n").matcher(sections.get(table));
        return marks.find() ? STATED.matcher(marks.group(1)).results() : Stream.of();
    }

    /** What the lines under "Ours" are about; a line without a reason is none. */
    private List<String> ours(String table) {
        Matcher marks = Pattern.compile("(?ms)^Ours:\\n\\n(.*?)\\n\\n").matcher(sections.get(table));
        List<String> ours = new ArrayList<>();
        if (marks.find()) {
            REASONED.matcher(marks.group(1) + "\n")
                    .results()
                    .forEach(line -> ours.add(line.group(1).replaceAll("\\s+", " ")));
            assertThat(ours).as(table).hasSize((int)
                    marks.group(1).lines().filter(line -> line.startsWith("- ")).count());
        }
        return ours;
    }

    /** Nothing where the seeds do not lie beside the repository. */
    private List<String> seed() throws IOException {
        Matcher name = Pattern.compile("`(seeds/\\w+\\.txt)`").matcher(page);
        assertThat(name.find()).as("the page names its seed").isTrue();
        Path seed = SEEDS.resolve(name.group(1));
        if (!Files.exists(seed)) {
            System.out.println("Seed of " + catalog.catalog() + " not compared: no ../shared beside the repository");
            return List.of();
        }
        return new String(Files.readAllBytes(seed), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
