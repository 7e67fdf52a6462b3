package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schemuse.changelog.behaviour.Tenancy.ONE;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.testsupport.volume.SampleRows;

/**
 * What a policy costs depends on the rows of the user, not on those of the others: one user with a row or two reads and
 * changes each table whole, among few others and among five times as many. Tables are those of the live catalog.
 */
@ParameterizedClass
@MethodSource("tenancies")
@Tag("every-combination")
class RowsOfOthersIT {
    private static final int FEW = 20_000;
    private static final int MANY = 100_000;

    /** Among more rows an index may have one level more, in each of the places where a statement looks into one. */
    private static final long LEVELS = 12;

    private static final String PAGES = "SELECT sum(pg_relation_size(oid)) / current_setting('block_size')::int"
            + " FROM pg_class WHERE oid = ?::regclass OR oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = ?::regclass)";

    /** Shows no row, and no index serves it. */
    private static final String SCANNING = " USING (xmin::text = '')";

    private static final Set<Tenancy.Readers> SHOWN =
            Set.of(Tenancy.Readers.EVERYBODY, Tenancy.Readers.WHO_IS_SIGNED_IN);

    @Parameter
    Tenancy tenancy;

    static Stream<Tenancy> tenancies() {
        return CatalogRows.all().stream().filter(Tenancy.class::isInstance).map(Tenancy.class::cast);
    }

    /**
     * What a statement costs.
     *
     * @param pages of the table
     * @param blocks that the statement touches
     * @param plan that it was executed with
     */
    private record Cost(long pages, long blocks, String plan) {}

    /** Costs by statement, among others that are so many. */
    private record Costs(Map<String, Cost> withPolicies, Map<String, Cost> withOneMore) {}

    @Test
    void p13NoPolicyVisitsRowsOfOthersInProportion() throws SQLException {
        Costs few = costs(FEW);
        Costs many = costs(MANY);

        assertThat(grown(few.withPolicies, many.withPolicies))
                .as("%s: blocks grow with rows of others", tenancy.catalog())
                .isEmpty();
        assertThat(grown(few.withOneMore, many.withOneMore).keySet())
                .as("%s: a policy that scans is found on each table", tenancy.catalog())
                .isEqualTo(few.withOneMore.keySet());
    }

    private static Map<String, String> grown(Map<String, Cost> few, Map<String, Cost> many) {
        assertThat(many.keySet()).isEqualTo(few.keySet()).hasSizeGreaterThan(10);
        Map<String, String> grown = new LinkedHashMap<>();
        few.forEach((statement, before) -> {
            Cost after = many.get(statement);
            assertThat(after.pages - before.pages)
                    .as("pages that a scan reads more: %s", statement)
                    .isGreaterThan(2 * LEVELS);
            if (after.blocks - before.blocks > LEVELS) {
                grown.put(
                        statement,
                        "pages: " + before.pages + " -> " + after.pages + "; blocks: " + before.blocks + " -> "
                                + after.blocks + "\n" + after.plan + "\n");
            }
        });
        return grown;
    }

    private Costs costs(int others) throws SQLException {
        try (InstalledCatalog installed = InstalledCatalog.of(tenancy, Installer.SUPERUSER)) {
            Handle root = installed.root();
            SampleRows.fill(root.getConnection(), tenancy.catalog(), others);
            tenancy.fill(root, ONE);
            root.execute("VACUUM (ANALYZE)");
            Handle user = installed.as(ONE);
            List<GuardedTable> tables = GuardedTable.all(root, tenancy.role());
            Map<String, Cost> costs = costs(root, user, tables);
            for (GuardedTable table : tables) {
                root.execute("CREATE POLICY planted ON " + table.name() + SCANNING);
            }
            return new Costs(costs, costs(root, user, tables));
        }
    }

    private Map<String, Cost> costs(Handle root, Handle user, List<GuardedTable> tables) {
        Map<String, Cost> costs = new LinkedHashMap<>();
        for (GuardedTable table : tables) {
            long pages = root.select(PAGES, table.name(), table.name())
                    .mapTo(long.class)
                    .one();
            for (String statement : statements(table)) {
                executed(user, () -> user.execute(statement)); // reads what PostgreSQL knows of the functions too
                executed(user, () -> {
                    String plan = Blocks.plan(user, statement);
                    costs.put(statement, new Cost(pages, Blocks.in(plan), plan));
                });
            }
        }
        return costs;
    }

    private static void executed(Handle user, Runnable statement) {
        user.begin();
        statement.run();
        user.rollback();
    }

    /** Reads the table, changes and deletes all of it, as far as the application may. */
    private List<String> statements(GuardedTable table) {
        List<String> statements = new ArrayList<>();
        // Rows that the user may see are read, as many as they are.
        if (table.mayRead() && !SHOWN.contains(tenancy.readers(table.name()))) {
            statements.add("SELECT * FROM " + table.name());
        }
        if (table.mayUpdate()) {
            statements.add(table.touch());
        }
        if (table.mayDelete()) {
            statements.add("DELETE FROM " + table.name());
        }
        return statements;
    }
}
