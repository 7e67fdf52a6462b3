package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.volume.SampleRows;
import org.schemuse.testsupport.volume.ServedIndex;

/**
 * Every catalog with many rows. Tables, keys and indexes are those of the live catalog, so that none added later is
 * forgotten.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("org.schemuse.changelog.catalog.Catalog#all")
@Tag("every-combination")
class VolumeIT {
    /** Enough for the planner to prefer an index where it is of use. */
    private static final int ROWS = 20_000;

    /** What an application shows at once. */
    private static final int PAGE = 100;

    @Parameter
    Catalog catalog;

    private TestDatabase database;
    private Handle root;

    @BeforeEach
    void fill() {
        database = TestDatabase.cloneOf(catalog.name() + "_in_volume", source -> {
            Schema.of(source, catalog, catalog.name()).migrate(MigrationRequest.defaults());
            try (Handle handle = entered(Jdbi.create(source))) {
                SampleRows.fill(handle.getConnection(), catalog.name(), ROWS);
            }
        });
        root = entered(Jdbi.create(database.dataSource()));
    }

    @AfterEach
    void remove() {
        root.close();
        database.close();
    }

    private Handle entered(Jdbi jdbi) {
        Handle handle = jdbi.open();
        handle.execute("SET search_path TO " + catalog.name() + ", pg_temp");
        return handle;
    }

    @Test
    void everyTableHasRows() {
        assertThat(
                        texts(
                                "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
                                        + " AND relkind IN ('r', 'p') AND NOT relispartition AND relname NOT LIKE 'databasechangelog%'"))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(texts("SELECT 1 FROM " + table + " LIMIT 1"))
                        .as(table)
                        .hasSize(1));
    }

    /** The rows are put in with foreign keys left aside. */
    @Test
    void everyReferenceLeadsToARow() {
        List<String> strays = texts("""
                SELECT format('SELECT %L FROM %s c WHERE ROW(%s) IS NOT NULL AND NOT EXISTS (SELECT FROM %s p WHERE %s) LIMIT 1',
                    conrelid::regclass || '.' || conname, conrelid::regclass,
                    string_agg(format('c.%I', a.attname), ', '), confrelid::regclass,
                    string_agg(format('c.%I = p.%I', a.attname, b.attname), ' AND '))
                FROM pg_constraint, unnest(conkey, confkey) k (child, parent), pg_attribute a, pg_attribute b
                WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace
                    AND a.attrelid = conrelid AND a.attnum = child AND b.attrelid = confrelid AND b.attnum = parent
                GROUP BY pg_constraint.oid, conname, conrelid, confrelid""");
        assertThat(strays)
                .isNotEmpty()
                .allSatisfy(query -> assertThat(texts(query)).isEmpty());
    }

    @Test
    void m18V15T19EveryForeignKeyLeadsAnIndex() {
        assertThat(texts("SELECT c.conrelid::regclass || '.' || c.conname FROM pg_constraint c"
                        + " WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace AND NOT EXISTS ("
                        + " SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1]"
                        + " AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) LIKE '(% IS NOT NULL)'))"
                        // Who wrote a row of promptpal: nobody looks rows up by it.
                        + " AND c.conname !~ '_(created|updated)_by_fkey$'"))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> c11M18V14V15P12T19B14EveryIndexServesAQuery() throws SQLException {
        return ServedIndex.all(root.getConnection()).stream()
                .map(index -> dynamicTest(index.name(), () -> assertServes(index)));
    }

    private void assertServes(ServedIndex index) throws SQLException {
        List<List<String>> values = index.values(root.getConnection(), 1);
        assertThat(values).as("rows that %s has", index.name()).isNotEmpty();
        List<String> plans = new ArrayList<>();
        for (String query : index.queries(values.get(0))) {
            String plan = String.join("\n", texts("EXPLAIN " + query));
            if (index.isNamedIn(plan)) {
                return;
            }
            plans.add(query + "\n" + plan);
        }
        assertThat(plans).as("no plan names %s", index.name()).isEmpty();
    }

    /**
     * Their operators are not leakproof: behind a policy, PostgreSQL asks the policy about each row before it asks them.
     */
    private static final Set<String> BEHIND_THE_POLICY = Set.of("attributes_value_idx", "tasks_text_search_idx");

    @TestFactory
    Stream<DynamicTest> c10P13SelectsByAnIndexedKeyReadFewBlocksBehindThePoliciesToo() throws SQLException {
        root.execute("SET ROLE " + catalog.name() + "_app");
        SampleRows.actAsTheFirst(root.getConnection());
        return ServedIndex.all(root.getConnection()).stream()
                .filter(index -> isReadable(index) && !BEHIND_THE_POLICY.contains(index.name()))
                .map(index -> dynamicTest(index.name(), () -> assertReadsFewBlocks(index)));
    }

    private boolean isReadable(ServedIndex index) {
        return texts("SELECT has_table_privilege('" + index.table() + "', 'SELECT')")
                .equals(List.of("t"));
    }

    private void assertReadsFewBlocks(ServedIndex index) throws SQLException {
        for (List<String> values : index.values(root.getConnection(), 1)) {
            Blocks.fewerThan(3 * PAGE, root, index.queries(values).get(0) + " LIMIT " + PAGE);
        }
    }

    private List<String> texts(String sql) {
        return root.select(sql).mapTo(String.class).list();
    }
}
