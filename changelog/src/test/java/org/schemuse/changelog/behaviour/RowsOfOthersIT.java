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
class RowsOfOthersIT {
    private static final int FEW = 20_000;
    private static final int MANY = 100_000;

    /** Levels of indexes, and pages that were not full: far from the five times as much that a scan reads. */
    private static final long SLACK = 40;

    private static final Set<Tenancy.Readers> SHOWN =
            Set.of(Tenancy.Readers.EVERYBODY, Tenancy.Readers.WHO_IS_SIGNED_IN);

    @Parameter
    Tenancy tenancy;

    static Stream<Tenancy> tenancies() {
        return CatalogRows.all().stream().filter(Tenancy.class::isInstance).map(Tenancy.class::cast);
    }

    /**
     * @param all rows of the table
     * @param touched rows that the statement reads or changes
     * @param blocks that the statement touches
     */
    private record Cost(String table, long all, long touched, long blocks) {}

    @Test
    void p13NoPolicyVisitsRowsOfOthersInProportion() throws SQLException {
        Map<String, Cost> few = costs(FEW);
        Map<String, Cost> many = costs(MANY);

        assertThat(many.keySet()).isEqualTo(few.keySet()).hasSizeGreaterThan(10);
        List<String> grown = new ArrayList<>();
        few.forEach((statement, before) -> {
            Cost after = many.get(statement);
            assertThat(after.all).as("rows for: %s", statement).isGreaterThan(3 * before.all);
            // Rows that the user may see are read, as many as they are.
            boolean shows = SHOWN.contains(tenancy.readers(before.table)) && statement.startsWith("SELECT");
            if (!shows && after.blocks > 2 * before.blocks + SLACK) {
                grown.add(statement + ": " + before + " -> " + after);
            }
        });
        assertThat(grown)
                .as("%s: blocks grow with rows of others", tenancy.catalog())
                .isEmpty();
    }

    /** By statement, for the user among others that are so many. */
    private Map<String, Cost> costs(int others) throws SQLException {
        try (InstalledCatalog installed = InstalledCatalog.of(tenancy, Installer.SUPERUSER)) {
            Handle root = installed.root();
            SampleRows.fill(root.getConnection(), tenancy.catalog(), others);
            tenancy.fill(root, ONE);
            root.execute("VACUUM (ANALYZE)");
            Handle user = installed.as(ONE);
            Map<String, Cost> costs = new LinkedHashMap<>();
            for (GuardedTable table : GuardedTable.all(root, tenancy.role())) {
                for (String statement : statements(table)) {
                    costs.put(statement, cost(root, user, table.name(), statement));
                }
            }
            return costs;
        }
    }

    /** Reads the table, changes and deletes all of it, as far as the application may. */
    private static List<String> statements(GuardedTable table) {
        List<String> statements = new ArrayList<>();
        if (table.mayRead()) {
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

    private static Cost cost(Handle root, Handle user, String table, String statement) {
        long all =
                root.select("SELECT count(*) FROM " + table).mapTo(long.class).one();
        user.begin();
        long touched = statement.startsWith("SELECT")
                ? user.select("SELECT count(*) FROM " + table).mapTo(long.class).one()
                : user.execute(statement);
        user.rollback();
        user.begin();
        long blocks = Blocks.of(user, statement);
        user.rollback();
        return new Cost(table, all, touched, blocks);
    }
}
