package org.schemuse.importer.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.target.ImportRefusedException;
import org.schemuse.importer.table.TableImportRequest.Defer;
import org.schemuse.importer.table.TableImportRequest.OnConflict;
import org.schemuse.importer.table.TableOrder.Reference;
import org.schemuse.importer.table.shape.TableShape;
import org.schemuse.postgres.Quoting;

/**
 * Which tables of a run are closed while they get their rows, and have their indexes and keys built afterwards; in which order the
 * others get theirs. Tables that refer to each other by keys that cannot wait must be closed, because no order suits them.
 */
final class WritePlan {
    /** Of fewer rows an index is kept up as fast as it is built. */
    private static final long FEW = 10_000;

    private static final String HAS_ROWS = "the table has rows, and stays open";

    private static final String DEFERRED = "with deferred indexes and keys";

    private static final String CLOSED = ": the table was closed to other sessions while they were built";

    private final Handle control;
    private final List<TablePart> parts;
    private final TableOrder order;
    /** Why tables stay open, by their numbers. */
    private final Map<Integer, String> open = new TreeMap<>();

    private WritePlan(Handle control, List<TablePart> parts, TableOrder order) {
        this.control = control;
        this.parts = parts;
        this.order = order;
    }

    /**
     * A plan for rows that were read; tells each table's outcome the way.
     *
     * @throws ImportRefusedException if there is no order, and a table that must be closed for it stays open
     */
    static WritePlan of(Handle control, List<TablePart> parts, TableOrder order) {
        WritePlan plan = new WritePlan(control, parts, order);
        Map<Integer, String> must = plan.mustStayOpen();
        plan.open.putAll(must);
        plan.lookingForOpenOnes(must);
        plan.few();
        plan.requireOrder(must);
        plan.say();
        return plan;
    }

    /**
     * Refuses what has no order before anything is read, as far as the files tell what they have.
     *
     * @throws ImportRefusedException as {@link #of} does
     */
    static void refuseEarly(Handle control, List<TablePart> parts) {
        if (parts.size() > 1 && parts.stream().noneMatch(part -> part.input().typed())) {
            TableOrder order = TableOrder.of(
                    control,
                    parts.stream().map(part -> part.input().shape()).toList(),
                    parts.stream().map(part -> part.input().columns()).toList());
            WritePlan plan = new WritePlan(control, parts, order);
            plan.open.putAll(plan.mustStayOpen());
            plan.requireOrder(plan.open);
        }
    }

    private Map<Integer, String> mustStayOpen() {
        Map<Integer, String> must = new TreeMap<>();
        parts.forEach(part -> against(part).ifPresent(reason -> must.put(part.number(), reason)));
        return must;
    }

    private Optional<String> against(TablePart part) {
        TableImportRequest request = part.input().request();
        TableShape shape = part.input().shape();
        if (request.defer() == Defer.NEVER) {
            return Optional.of("--defer never was given");
        } else if (shape.kind() != TableShape.Kind.TABLE || related(part)) {
            return Optional.of("the table is partitioned, part of another, or foreign");
        } else if (!owned(part)) {
            return Optional.of("only the owner of the table can drop its indexes");
        } else if (shape.rowSecurity()) {
            return Optional.of("row-level security decides which rows go into the table");
        } else if (!empty(control, part)
                && (request.defer() == Defer.AUTO || request.onConflict() != OnConflict.ERROR)) {
            return Optional.of(HAS_ROWS);
        }
        return Optional.empty();
    }

    private boolean related(TablePart part) {
        return asks(
                part,
                "SELECT c.relispartition OR EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent))"
                        + " FROM pg_class c WHERE c.oid = to_regclass(:table)");
    }

    private boolean owned(TablePart part) {
        return asks(part, "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(:table)");
    }

    private boolean asks(TablePart part, String question) {
        return control.createQuery(question)
                .bind("table", Quoting.identifier(part.table()))
                .mapTo(Boolean.class)
                .one();
    }

    static boolean empty(Handle handle, TablePart part) {
        return handle.createQuery("SELECT NOT EXISTS (SELECT FROM " + Quoting.identifier(part.table()) + ")")
                .mapTo(Boolean.class)
                .one();
    }

    /** Rows of closed tables come first, so their triggers would not find what open ones get. */
    private void lookingForOpenOnes(Map<Integer, String> must) {
        for (List<Integer> group : order.groups()) {
            for (int table : group) {
                order.reached(table).stream()
                        .filter(other -> !group.contains(other) && open.containsKey(other) && hasTriggers(table))
                        .findFirst()
                        .ifPresent(other -> must.putIfAbsent(
                                table,
                                "its triggers may look for rows of "
                                        + parts.get(other).table() + ", which stays open"));
            }
            open.putAll(must);
        }
    }

    private boolean hasTriggers(int table) {
        return asks(
                parts.get(table),
                "SELECT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = to_regclass(:table) AND NOT tgisinternal"
                        + " AND tgenabled <> 'D')");
    }

    /** Tables of few rows stay open, unless they must be closed, or triggers of closed ones may look for their rows. */
    private void few() {
        Set<Integer> lookedFor = new TreeSet<>();
        List<List<Integer>> groups = new ArrayList<>(order.groups());
        Collections.reverse(groups);
        for (List<Integer> group : groups) {
            if (order.inTurn(group).isPresent()) {
                group.stream()
                        .filter(table -> parts.get(table).input().request().defer() == Defer.AUTO
                                && parts.get(table).reading().read() < FEW
                                && !lookedFor.contains(table))
                        .filter(table -> open.getOrDefault(table, HAS_ROWS).equals(HAS_ROWS))
                        .forEach(table -> open.put(table, "there are few rows"));
            }
            group.stream()
                    .filter(table -> !open.containsKey(table) && hasTriggers(table))
                    .forEach(table -> lookedFor.addAll(order.reached(table)));
        }
    }

    private void requireOrder(Map<Integer, String> must) {
        if (order.inTurn(open.keySet()).isPresent()) {
            return;
        }
        List<Integer> group = order.groups().stream()
                .filter(tables -> order.inTurn(among(tables, open.keySet())).isEmpty())
                .findFirst()
                .orElseThrow();
        List<String> reasons = among(group, must.keySet()).stream()
                .map(table -> parts.get(table).table() + " (" + must.get(table) + ")")
                .toList();
        throw new ImportRefusedException("tables "
                + group.stream().map(table -> parts.get(table).table()).sorted().collect(Collectors.joining(", "))
                + " refer to each other by foreign keys that are not deferrable, so some of them must be closed while they get"
                + " their rows, and these are not: " + String.join(", ", reasons)
                + "; " + (closable() ? "close them with --defer always, or " : "")
                + "import one of them first without the references");
    }

    /** Whether {@code --defer always} would help. */
    private boolean closable() {
        TableImportRequest request = parts.get(0).input().request();
        return request.defer() == Defer.AUTO && request.onConflict() == OnConflict.ERROR;
    }

    private static List<Integer> among(Collection<Integer> tables, Set<Integer> wanted) {
        return tables.stream().filter(wanted::contains).toList();
    }

    private void say() {
        for (List<Integer> group : order.groups()) {
            String why = order.inTurn(group).isPresent() ? "" : ", because it and other tables refer to each other";
            group.forEach(table -> parts.get(table)
                    .outcome()
                    .way(open.containsKey(table) ? "in place, because " + open.get(table) : DEFERRED + why + CLOSED));
        }
    }

    /**
     * Leaves all tables open, because something came up.
     *
     * @throws ImportRefusedException if there is no order then
     */
    void stayOpen(String reason) {
        closed().forEach(part -> open.put(part.number(), reason));
        requireOrder(open);
        say();
    }

    /** Whether all tables could stay open. */
    boolean couldStayOpen() {
        return order.inTurn(IntStream.range(0, parts.size()).boxed().toList()).isPresent();
    }

    /** The tables that are closed, in the order in which they get their rows. */
    List<TablePart> closed() {
        return order.groups().stream()
                .flatMap(group -> group.stream().sorted())
                .filter(table -> !open.containsKey(table))
                .map(parts::get)
                .toList();
    }

    /** The tables that stay open, in the order in which they get their rows. */
    List<TablePart> open() {
        return order.inTurn(open.keySet()).orElseThrow().stream()
                .map(parts::get)
                .toList();
    }

    /** Foreign keys between open tables that have to wait for the end of the transaction, as SQL names them. */
    Set<String> waiting() {
        List<Integer> turn = order.inTurn(open.keySet()).orElseThrow();
        return order.references().stream()
                .filter(reference -> turn.contains(reference.from())
                        && turn.indexOf(reference.to()) > turn.indexOf(reference.from()))
                .map(reference -> Quoting.qualified(
                        parts.get(reference.from()).input().schema().name(),
                        reference.key().name()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Foreign keys of closed tables to open ones, which have their rows at the very end: names by table. */
    Map<String, Set<String>> last() {
        Map<String, Set<String>> last = new TreeMap<>();
        for (Reference reference : order.references()) {
            if (!open.containsKey(reference.from()) && open.containsKey(reference.to())) {
                last.computeIfAbsent(parts.get(reference.from()).table(), table -> new TreeSet<>())
                        .add(reference.key().name());
            }
        }
        return last;
    }
}
