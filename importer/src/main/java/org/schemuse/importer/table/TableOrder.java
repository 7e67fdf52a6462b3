package org.schemuse.importer.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.table.shape.ColumnShape;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.importer.table.shape.TableShape.ForeignKey;

/**
 * In which order the tables of a run get their rows: a table after those that it refers to. Tables that refer to each other, directly
 * or by way of others, are a group. A foreign key counts if the file has values for its columns. Tables are numbers here.
 */
final class TableOrder {
    private final int count;
    private final List<Reference> references;

    /** One table of the run refers to another. */
    record Reference(int from, int to, ForeignKey key) {}

    private TableOrder(int count, List<Reference> references) {
        this.count = count;
        this.references = references;
    }

    /** @param filled the columns that each file has values for */
    static TableOrder of(Handle handle, List<TableShape> tables, List<List<ColumnShape>> filled) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < tables.size(); i++) {
            numbers.put(sqlName(handle, tables.get(i)), i);
        }
        List<Reference> references = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            for (ForeignKey key : tables.get(i).foreignKeys()) {
                Integer to = numbers.get(key.target());
                if (to != null && to != i && hasValues(tables.get(i), filled.get(i), key)) {
                    references.add(new Reference(i, to, key));
                }
            }
        }
        return new TableOrder(tables.size(), references);
    }

    /** As foreign keys name it. */
    static String sqlName(Handle handle, TableShape table) {
        return handle.createQuery("SELECT format('%I.%I', :schema, :name)")
                .bind("schema", table.schema())
                .bind("name", table.name())
                .mapTo(String.class)
                .one();
    }

    private static boolean hasValues(TableShape table, List<ColumnShape> filled, ForeignKey key) {
        List<ColumnShape> columns = key.columns().stream()
                .map(name -> table.column(name).orElseThrow())
                .toList();
        return columns.stream().allMatch(column -> filled.contains(column) || column.hasDefault());
    }

    List<Reference> references() {
        return references;
    }

    private List<Integer> referred(int table) {
        return references.stream()
                .filter(reference -> reference.from() == table)
                .map(Reference::to)
                .distinct()
                .toList();
    }

    /** The tables that a table refers to, directly or by way of others. */
    Set<Integer> reached(int table) {
        Set<Integer> reached = new LinkedHashSet<>();
        Deque<Integer> next = new ArrayDeque<>(referred(table));
        while (!next.isEmpty()) {
            int one = next.pop();
            if (reached.add(one)) {
                next.addAll(referred(one));
            }
        }
        return reached;
    }

    /** All groups, those that are referred to first. */
    List<List<Integer>> groups() {
        return new Groups().find();
    }

    /** Tarjan's algorithm: a group is complete when the search leaves the table by which it came there. */
    private final class Groups {
        private final Map<Integer, Integer> found = new HashMap<>();
        private final int[] lowest = new int[count];
        private final Deque<Integer> path = new ArrayDeque<>();
        private final List<List<Integer>> groups = new ArrayList<>();

        List<List<Integer>> find() {
            for (int table = 0; table < count; table++) {
                if (!found.containsKey(table)) {
                    search(table);
                }
            }
            return groups;
        }

        private void search(int table) {
            int order = found.size();
            found.put(table, order);
            lowest[table] = order;
            path.push(table);
            for (int to : referred(table)) {
                if (!found.containsKey(to)) {
                    search(to);
                    lowest[table] = Math.min(lowest[table], lowest[to]);
                } else if (path.contains(to)) {
                    lowest[table] = Math.min(lowest[table], found.getOrDefault(to, order));
                }
            }
            if (lowest[table] == order) {
                List<Integer> group = new ArrayList<>();
                int member;
                do {
                    member = path.pop();
                    group.add(member);
                } while (member != table);
                groups.add(group);
            }
        }
    }

    /**
     * The order in which some tables can get their rows in one transaction, in which foreign keys that are deferrable wait for its
     * end.
     *
     * @return empty if there is none
     */
    Optional<List<Integer>> inTurn(Collection<Integer> tables) {
        Set<Integer> left = new LinkedHashSet<>();
        groups().forEach(group ->
                group.stream().filter(tables::contains).sorted().forEach(left::add));
        List<Integer> order = new ArrayList<>();
        while (!left.isEmpty()) {
            Optional<Integer> next =
                    left.stream().filter(table -> waitsForNone(table, left)).findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            left.remove(next.get());
            order.add(next.get());
        }
        return Optional.of(order);
    }

    private boolean waitsForNone(int table, Set<Integer> left) {
        return references.stream()
                .noneMatch(reference -> reference.from() == table
                        && left.contains(reference.to())
                        && !reference.key().deferrable());
    }
}
