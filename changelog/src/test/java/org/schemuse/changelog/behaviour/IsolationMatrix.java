package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schemuse.changelog.behaviour.Attempts.texts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.schemuse.changelog.behaviour.Tenancy.Readers;

/**
 * Every table with row-level security, as the live catalog has it, with rows of two owners; and the attempts that a
 * session makes on a table, each with what must come of it.
 */
final class IsolationMatrix {
    private static final String AMONG = " = ANY (string_to_array(?, '|'))";

    private final Tenancy tenancy;
    private final Handle root;
    private final List<GuardedTable> tables;
    private final Map<String, List<String>> own = new LinkedHashMap<>();
    private final Map<String, List<String>> foreign = new LinkedHashMap<>();

    /** Fills every table, for {@link Tenancy#ONE} and for {@link Tenancy#OTHER}. */
    IsolationMatrix(Tenancy tenancy, Handle root) {
        this.tenancy = tenancy;
        this.root = root;
        tables = GuardedTable.all(root, tenancy.role());
        tenancy.fill(root, Tenancy.ONE);
        tables.forEach(table -> own.put(table.name(), table.keys(root)));
        tenancy.fill(root, Tenancy.OTHER);
        tables.forEach(table -> {
            List<String> keys = table.keys(root);
            keys.removeAll(own.get(table.name()));
            foreign.put(table.name(), keys);
        });
    }

    List<GuardedTable> tables() {
        return tables;
    }

    /** Keys of the rows of {@link Tenancy#ONE}, by table. */
    Map<String, List<String>> own() {
        return own;
    }

    /** Keys of the rows of {@link Tenancy#OTHER}, by table. */
    Map<String, List<String>> foreign() {
        return foreign;
    }

    /** The rows of the other, whole and with the transaction that wrote them last. */
    Map<String, List<String>> foreignRows() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        tables.forEach(table -> rows.put(
                table.name(),
                texts(
                        root,
                        "SELECT t.xmin || t::text FROM " + table.name() + " t WHERE " + table.key() + AMONG
                                + " ORDER BY 1",
                        joined(foreign.get(table.name())))));
        return rows;
    }

    /** Every way to look, by a session of {@link Tenancy#ONE}. */
    Attempts readsOfOne(GuardedTable table, Handle handle) {
        List<String> changeable =
                tenancy.readers(table.name()) == Readers.ADMINISTRATORS ? List.of() : own.get(table.name());
        return reads(table, handle, seenByOne(table), changeable);
    }

    /** Every way to look, by a session of nobody. */
    Attempts readsOfNobody(GuardedTable table, Handle handle) {
        return reads(table, handle, seenByNobody(table), List.of());
    }

    /** Every way for a session of {@link Tenancy#ONE} to reach for rows of the other. */
    Attempts foreignWrites(GuardedTable table, Handle handle) {
        List<String> keys = foreign.get(table.name());
        return writes(table, handle, keys, among(keys, seenByOne(table)));
    }

    /** Every way for a session of nobody to reach for rows of {@link Tenancy#ONE}. */
    Attempts writesOfNobody(GuardedTable table, Handle handle) {
        List<String> keys = own.get(table.name());
        return writes(table, handle, keys, among(keys, seenByNobody(table)));
    }

    private List<String> seenByOne(GuardedTable table) {
        return switch (tenancy.readers(table.name())) {
            case ITS_OWNER -> own.get(table.name());
            case WHO_IS_SIGNED_IN, EVERYBODY -> everyKey(table);
            case ADMINISTRATORS -> List.of();
        };
    }

    private List<String> seenByNobody(GuardedTable table) {
        return tenancy.readers(table.name()) == Readers.EVERYBODY ? everyKey(table) : List.of();
    }

    private List<String> everyKey(GuardedTable table) {
        return Stream.of(own, foreign)
                .flatMap(keys -> keys.get(table.name()).stream())
                .toList();
    }

    private static List<String> among(List<String> keys, List<String> seen) {
        return keys.stream().filter(seen::contains).toList();
    }

    /** Each shows exactly the rows that are seen, or changes exactly those that are changeable. */
    private Attempts reads(GuardedTable table, Handle handle, List<String> seen, List<String> changeable) {
        String key = table.key();
        String from = " FROM " + table.name() + " t";
        String query = "SELECT " + key + " k" + from;
        boolean may = table.mayRead();
        Attempts attempts = new Attempts(handle)
                .shows("SELECT", may, seen, query)
                .shows("UNION", may, seen, query + " UNION " + query)
                .shows("sub-select", may, seen, "SELECT k FROM (" + query + ") s WHERE k IN (" + query + ")")
                .shows("scalar sub-select", may, seen, "SELECT unnest((SELECT array_agg(" + key + ")" + from + "))")
                .shows("WITH", may, seen, "WITH w AS MATERIALIZED (" + query + ") SELECT k FROM w")
                .shows("count", may, List.of(String.valueOf(seen.size())), "SELECT count(*)" + from)
                .copies(may, seen, table.name(), query)
                .shows("UPDATE RETURNING", table.mayUpdate(), changeable, table.touch() + " RETURNING " + key)
                .shows("DELETE RETURNING", table.mayDelete(), changeable, "DELETE" + from + " RETURNING " + key);
        for (GuardedTable with : tables) {
            attempts.shows(
                    "JOIN " + with.name(),
                    may && with.mayRead(),
                    seen,
                    "SELECT DISTINCT " + key + " FROM " + with.name() + " o RIGHT JOIN " + table.name() + " t ON true");
        }
        return may ? attempts.does("INSERT SELECT", h -> takes(h, query, seen)) : attempts;
    }

    private static void takes(Handle handle, String query, List<String> expected) {
        handle.execute("CREATE TEMP TABLE taken (k text) ON COMMIT DROP");
        assertThat(handle.execute("INSERT INTO taken " + query)).isEqualTo(expected.size());
        assertThat(texts(handle, "SELECT k FROM taken")).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Rows of which at most those that are seen are there for the session, and none to change. */
    private Attempts writes(GuardedTable table, Handle handle, List<String> keys, List<String> seen) {
        String key = table.key();
        String name = table.name();
        String these = " WHERE " + key + AMONG;
        String otherKey = key.replace("t.", "o.");
        String others =
                "(SELECT * FROM " + name + ") AS o WHERE " + otherKey + " = " + key + " AND " + otherKey + AMONG;
        String row = table.row(root, keys.get(0));
        String wanted = joined(keys);
        return new Attempts(handle)
                .shows("SELECT", table.mayRead(), seen, "SELECT " + key + " FROM " + name + " t" + these, wanted)
                .changesNone("UPDATE", table.mayUpdate(), table.touch() + these, wanted)
                .changesNone("UPDATE FROM", table.mayUpdate(), table.touch() + " FROM " + others, wanted)
                .changesNone("DELETE", table.mayDelete(), "DELETE FROM " + name + " t" + these, wanted)
                .changesNone("DELETE USING", table.mayDelete(), "DELETE FROM " + name + " t USING " + others, wanted)
                .refused("INSERT", table.insert(), row)
                .refused("INSERT RETURNING", table.insert() + " RETURNING " + key, row);
    }

    /** A row of one's own can be written, and not given away. */
    Attempts ownWrites(GuardedTable table, Handle handle) {
        String mine = own.get(table.name()).get(0);
        String row = table.row(root, mine);
        String theirs = table.row(root, foreign.get(table.name()).get(0));
        Attempts attempts = new Attempts(handle).refused("UPDATE gives away", table.become(), theirs, mine);
        if (!table.mayInsert()) {
            return attempts.refused("INSERT", table.insert(), row);
        }
        return attempts.does("INSERT", h -> {
            if (table.mayDelete()) {
                h.execute("DELETE FROM " + table.name() + " t WHERE " + table.key() + " = ?", mine);
                assertThat(h.execute(table.insert(), row)).isEqualTo(1);
            } else {
                assertThat(h.execute(table.insertAsNew(), row)).isEqualTo(1);
            }
        });
    }

    /** Keys as one argument, for {@link #AMONG}. */
    private static String joined(List<String> keys) {
        return String.join("|", keys);
    }
}
