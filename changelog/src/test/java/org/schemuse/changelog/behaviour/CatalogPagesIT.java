package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schemuse.changelog.behaviour.Attempts.texts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** The page of a catalog under {@code docs/catalogs} is true: it is compared with the live schema. */
@Tag("once")
@ParameterizedClass
@MethodSource("catalogs")
class CatalogPagesIT {
    private static final Pattern SECTION = Pattern.compile("(?m)^### `(\\w+)`\\n((?:(?!^##).*\\n?)*)");
    private static final Pattern COLUMN = Pattern.compile("(?m)^\\| `(\\w+)` \\| `([^`]+)` \\|([^|]*)\\|");
    private static final Pattern RELATION =
            Pattern.compile("(?m)^ +(\\w+) (\\|\\||\\|o)--(\\|\\||o\\||o\\{) (\\w+) : (\\w+)$");

    @Parameter
    CatalogRows catalog;

    private InstalledCatalog installed;
    private Handle root;
    private String page;

    static List<CatalogRows> catalogs() {
        return CatalogRows.all();
    }

    @BeforeEach
    void read() throws Exception {
        installed = InstalledCatalog.of(catalog, Installer.SUPERUSER);
        root = installed.root();
        page = Files.readString(Path.of("..", "docs", "catalogs", catalog.catalog() + ".md"));
    }

    @AfterEach
    void remove() {
        installed.close();
    }

    @Test
    void thePageHasItsPartsAndSaysWhetherRowsAreGuarded() {
        assertThat(page).contains("## Decisions", "## Relations", "```mermaid\nerDiagram", "## Tables");
        if (catalog instanceof Tenancy) {
            assertThat(page).contains("## Who may see and change what", "enabled **and forced**");
        } else {
            assertThat(page).contains("There is no row-level security: the application decides who sees what.");
        }
    }

    @Test
    void everyColumnStandsInItsTableWithTypeAndDuty() {
        Set<String> written = new TreeSet<>();
        SECTION.matcher(page)
                .results()
                .forEach(section -> COLUMN.matcher(section.group(2))
                        .results()
                        .forEach(column -> written.add(section.group(1) + "." + column.group(1) + " " + column.group(2)
                                + (column.group(3).contains("not null") ? " not null" : ""))));
        assertSame(written, texts(root, """
                SELECT c.relname || '.' || a.attname || ' ' || replace(replace(replace(
                    format_type(a.atttypid, a.atttypmod), 'timestamp with time zone', 'timestamptz'),
                    'character varying', 'varchar'), 'character(', 'char(') || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition
                AND (c.relkind IN ('r', 'p') OR c.relkind = 'v' AND ? LIKE '%### `' || c.relname || '`%')
                AND c.relname NOT LIKE 'databasechangelog%'""", page));
    }

    /** A key within a tenant also holds the tenant; who wrote a row is told in words where every table knows it. */
    @Test
    void everyForeignKeyIsARelationOfTheDiagramAndTheOtherWayRound() {
        List<String> drawn = RELATION.matcher(page)
                .results()
                .map(line -> line.group(4) + "." + line.group(5) + " -> " + line.group(1)
                        + (line.group(2).equals("||") ? " required" : " optional")
                        + (line.group(3).equals("o{") ? "" : ", once"))
                .collect(Collectors.toCollection(ArrayList::new));
        assertSame(drawn, texts(root, """
                SELECT c.relname || '.' || a.attname || ' -> ' || t.relname
                    || CASE WHEN a.attnotnull THEN ' required' ELSE ' optional' END
                    || CASE WHEN EXISTS (SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indisunique
                        AND i.indpred IS NULL AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum) THEN ', once' ELSE '' END
                FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = (
                    SELECT m FROM unnest(k.conkey) m JOIN pg_attribute x ON x.attrelid = k.conrelid AND x.attnum = m
                    ORDER BY cardinality(k.conkey) > 1 AND x.attname IN ('organization_id', 'user_id'), m LIMIT 1)
                WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace AND k.conparentid = 0
                AND NOT (a.attname IN ('created_by', 'updated_by') AND EXISTS (
                    SELECT FROM pg_attribute u WHERE u.attrelid = c.oid AND u.attname = 'updated_by'))"""));
    }

    private void assertSame(Collection<String> written, Collection<String> live) {
        List<String> missing = new ArrayList<>(live);
        written.forEach(missing::remove);
        assertThat(missing).as("not on the page of " + catalog.catalog()).isEmpty();
        List<String> untrue = new ArrayList<>(written);
        live.forEach(untrue::remove);
        assertThat(untrue)
                .as("on the page of " + catalog.catalog() + ", but not so")
                .isEmpty();
    }

    @Test
    void everyTableUnderRowSecurityStandsAmongThoseWhoMaySeeAndChangeIt() {
        String rights = page.replaceFirst("(?s).*## (Who may see and change what|How an application connects)", "")
                .replaceFirst("(?s)\n## .*", "");
        for (GuardedTable table : GuardedTable.all(root, catalog.role())) {
            String family = table.name().replaceFirst("_.*", "_*");
            assertThat(rights).containsAnyOf("`" + table.name() + "`", "`" + family + "`");
        }
    }
}
