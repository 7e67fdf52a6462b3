package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schemuse.changelog.behaviour.Attempts.texts;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/**
 * Every index of the live catalog, the only one of its table for the moment, serves a query for its leading column. Which
 * index PostgreSQL takes among many, with rows to choose from, is told by the tests of each catalog.
 */
class IndexesIT {
    /** A b-tree is asked for one value, a GIN index for what its kind of value contains. */
    private static final String INDEXES = """
            SELECT i.indexrelid::regclass::text AS name, c.oid::regclass::text AS "table",
                pg_get_indexdef(i.indexrelid, 1, true)
                || CASE WHEN m.amname = 'btree' THEN ' = $1' WHEN o.opcintype = 'tsvector'::regtype THEN ' @@ $1'
                    ELSE ' @> $1' END
                || coalesce(' AND ' || pg_get_expr(i.indpred, i.indrelid), '') AS condition,
                EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
                    AS "constraint"
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
            JOIN pg_am m ON m.oid = x.relam JOIN pg_opclass o ON o.oid = i.indclass[0]
            WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition
            AND c.relname NOT LIKE 'databasechangelog%'""";

    public record Index(String name, String table, String condition, boolean constraint) {
        void drop(Handle handle) {
            handle.execute(
                    constraint
                            ? "ALTER TABLE " + table + " DROP CONSTRAINT " + name + " CASCADE"
                            : "DROP INDEX " + name);
        }
    }

    static List<CatalogRows> catalogs() {
        return CatalogRows.all();
    }

    @ParameterizedTest
    @MethodSource("catalogs")
    void c11EveryIndexServesItsLeadingColumn(CatalogRows catalog) {
        try (InstalledCatalog installed = InstalledCatalog.of(catalog, Installer.SUPERUSER)) {
            Handle root = installed.root();
            root.execute("SET enable_seqscan TO off");
            root.execute("SET plan_cache_mode TO force_generic_plan");
            List<Index> indexes = root.createQuery(INDEXES.replace("?", "??"))
                    .map(ConstructorMapper.of(Index.class))
                    .list();
            assertThat(indexes).hasSizeGreaterThan(20);
            for (Index index : indexes) {
                root.begin();
                indexes.stream()
                        .filter(other -> other.table().equals(index.table()) && !other.equals(index))
                        .forEach(other -> other.drop(root));
                assertServes(root, index);
                root.rollback();
            }
        }
    }

    private static void assertServes(Handle handle, Index index) {
        // A partition's index has a name of its own.
        String names = String.join(
                "|",
                texts(
                        handle,
                        "SELECT ?::text UNION SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = ?::regclass",
                        index.name(),
                        index.name()));
        handle.execute("PREPARE q AS SELECT * FROM " + index.table() + " WHERE " + index.condition());
        String plan = String.join("\n", texts(handle, "EXPLAIN EXECUTE q(NULL)"));
        handle.execute("DEALLOCATE q");
        assertThat(plan).as(index.toString()).containsPattern(names).contains("Index Cond");
    }
}
