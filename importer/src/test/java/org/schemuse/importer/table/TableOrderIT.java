package org.schemuse.importer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.fixture.ImportedTables;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShapes;

/** Orders of tables; what the server can reach along foreign keys is the judge. */
class TableOrderIT extends ImportedTables {
    private static final int TABLES = 9;
    private static final int GRAPHS = 12;

    private TableOrder order() {
        List<TableShape> shapes = IntStream.range(0, TABLES)
                .mapToObj(i -> TableShapes.existing(sql, SCHEMA, "t" + i))
                .toList();
        return TableOrder.of(
                sql, shapes, shapes.stream().map(TableShape::columns).toList());
    }

    private void createTables(SplittableRandom random) {
        sql.execute("DROP SCHEMA shop CASCADE");
        sql.execute("CREATE SCHEMA shop");
        for (int i = 0; i < TABLES; i++) {
            String columns = IntStream.range(0, TABLES)
                    .mapToObj(to -> ", c" + to + " integer")
                    .collect(Collectors.joining());
            sql.execute("CREATE TABLE t" + i + " (id integer PRIMARY KEY" + columns + ")");
        }
        for (int key = random.nextInt(2 * TABLES); key > 0; key--) {
            int to = random.nextInt(TABLES);
            sql.execute("ALTER TABLE t" + random.nextInt(TABLES) + " ADD FOREIGN KEY (c" + to + ") REFERENCES t" + to
                    + (random.nextInt(3) == 0 ? " DEFERRABLE" : ""));
        }
    }

    /** Pairs of tables of which the first reaches the second. */
    private Set<String> reached(String condition) {
        return Set.copyOf(texts("WITH RECURSIVE reached AS (SELECT conrelid AS a, confrelid AS b FROM pg_constraint"
                + " WHERE contype = 'f' AND conrelid <> confrelid AND connamespace = 'shop'::regnamespace" + condition
                + " UNION SELECT r.a, c.confrelid FROM reached r JOIN pg_constraint c ON c.conrelid = r.b AND c.contype = 'f'"
                + condition
                + ") SELECT substr(a::regclass::text, 2) || '>' || substr(b::regclass::text, 2) FROM reached"));
    }

    @Test
    void groupsAreTablesThatReachEachOtherAndComeAfterThoseTheyReach() {
        SplittableRandom random = new SplittableRandom(7);
        for (int graph = 0; graph < GRAPHS; graph++) {
            createTables(random);
            Set<String> reached = reached("");
            List<List<Integer>> groups = order().groups();

            assertThat(groups.stream().flatMap(Collection::stream))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, TABLES).boxed().toList());
            for (int g = 0; g < groups.size(); g++) {
                for (int a : groups.get(g)) {
                    for (int b : groups.get(g)) {
                        assertThat(a == b || reached.contains(a + ">" + b)).isTrue();
                    }
                    groups.subList(g + 1, groups.size()).stream()
                            .flatMap(Collection::stream)
                            .forEach(later -> assertThat(reached).doesNotContain(a + ">" + later));
                }
            }
        }
    }

    @Test
    void aTurnExistsUnlessKeysThatCannotWaitReachTheirOwnTable() {
        SplittableRandom random = new SplittableRandom(8);
        List<Boolean> found = new ArrayList<>();
        for (int graph = 0; graph < GRAPHS; graph++) {
            createTables(random);
            Set<String> reached = reached(" AND NOT condeferrable");
            boolean circle = IntStream.range(0, TABLES).anyMatch(i -> reached.contains(i + ">" + i));
            var turn = order().inTurn(IntStream.range(0, TABLES).boxed().toList());

            found.add(circle);
            assertThat(turn.isPresent()).isNotEqualTo(circle);
            turn.ifPresent(all -> {
                for (int i = 0; i < all.size(); i++) {
                    for (int later : all.subList(i + 1, all.size())) {
                        assertThat(reached).doesNotContain(all.get(i) + ">" + later);
                    }
                }
            });
        }
        assertThat(found).contains(true, false);
    }
}
