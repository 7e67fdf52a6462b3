package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.schemuse.changelog.behaviour.Attempts.texts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/**
 * Every table with row-level security, as the live catalog has it, under every command and every context: a table
 * added later is tried without a word here. Another catalog takes part by its {@link Tenancy}.
 */
@ParameterizedClass
@MethodSource("catalogs")
class IsolationMatrixIT {
    private static final UUID ONE = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final UUID OTHER = UUID.fromString("22222222-2222-4222-8222-222222222222");

    /** Texts that name nobody. */
    private static final List<String> GARBAGE =
            List.of(" ", "nobody", "{}", "'; --", ONE.toString().substring(1), ONE + " ", "%", "NULL");

    private static final String AMONG = " = ANY (string_to_array(?, '|'))";

    @Parameter(0)
    Tenancy tenancy;

    @Parameter(1)
    Installer installer;

    private InstalledCatalog installed;
    private Handle root;
    private List<GuardedTable> tables;
    private final Map<String, List<String>> own = new LinkedHashMap<>();
    private final Map<String, List<String>> foreign = new LinkedHashMap<>();

    static Stream<Arguments> catalogs() {
        return Stream.of(new VibecoderTenancy(), new PromptpalTenancy())
                .flatMap(tenancy -> Stream.of(Installer.values()).map(installer -> Arguments.of(tenancy, installer)));
    }

    @BeforeEach
    void fill() {
        installed = InstalledCatalog.of(tenancy, installer);
        root = installed.root();
        tables = GuardedTable.all(root, tenancy.role());
        tenancy.fill(root, ONE);
        tables.forEach(table -> own.put(table.name(), table.keys(root)));
        tenancy.fill(root, OTHER);
        tables.forEach(table -> {
            List<String> keys = table.keys(root);
            keys.removeAll(own.get(table.name()));
            foreign.put(table.name(), keys);
        });
    }

    @AfterEach
    void remove() {
        installed.close();
    }

    @Test
    void theMatrixHasNoHole() {
        assertThat(GuardedTable.open(root)).isEqualTo(tenancy.open());
        assertThat(root.select("SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
                                + " AND relrowsecurity AND NOT relforcerowsecurity")
                        .mapTo(String.class)
                        .list())
                .isEmpty();
        assertThat(own).allSatisfy((table, keys) -> assertThat(keys).isNotEmpty());
        assertThat(foreign).allSatisfy((table, keys) -> assertThat(keys).isNotEmpty());
        assertThat(installed
                        .nobody()
                        .select(
                                "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_class WHERE relowner = r.oid)"
                                        + " FROM pg_roles r WHERE rolname = current_user")
                        .mapTo(boolean.class)
                        .one())
                .as("the login of these tests is bound by row security")
                .isFalse();
    }

    @TestFactory
    Stream<DynamicNode> oneSeesAndChangesTheirOwn() {
        Handle handle = installed.as(ONE);
        return tables.stream()
                .map(table -> dynamicContainer(
                        table.name(),
                        Stream.of(reads(table, handle, own.get(table.name())), ownWrites(table, handle))
                                .flatMap(Function.identity())));
    }

    @TestFactory
    Stream<DynamicNode> theRowsOfTheOtherAreOutOfReach() {
        Handle handle = installed.as(ONE);
        return tables.stream()
                .map(table -> dynamicContainer(table.name(), writes(table, handle, foreign.get(table.name()))));
    }

    @TestFactory
    Stream<DynamicNode> withoutAContextThereIsNothing() {
        return contexts().entrySet().stream()
                .flatMap(context -> tables.stream()
                        .map(table -> dynamicContainer(
                                context.getKey() + ": " + table.name(),
                                Stream.concat(
                                        reads(table, context.getValue(), List.of()),
                                        writes(table, context.getValue(), own.get(table.name()))))));
    }

    @TestFactory
    Stream<DynamicNode> viewsKeepToTheTenantToo() {
        return root
                .select(
                        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'v'")
                .mapTo(String.class)
                .list()
                .stream()
                .map(view -> dynamicTest(view, () -> {
                    String rows = "SELECT v::text FROM " + view + " v";
                    assertThat(texts(installed.as(ONE), rows))
                            .isNotEmpty()
                            .doesNotContainAnyElementsOf(texts(installed.as(OTHER), rows));
                    contexts()
                            .values()
                            .forEach(handle -> assertThat(texts(handle, rows)).isEmpty());
                }));
    }

    @Test
    void whatOneDoesToEverythingNeverReachesTheOther() {
        Map<String, List<String>> before = rowsOf(foreign);
        Handle handle = installed.as(ONE);
        for (GuardedTable table : tables) {
            if (table.mayUpdate()) {
                handle.execute(table.touch());
            }
        }
        for (GuardedTable table : tables) {
            if (table.mayDelete()) {
                handle.execute("DELETE FROM " + table.name());
            }
        }
        assertThat(rowsOf(foreign)).isEqualTo(before);
    }

    private Map<String, List<String>> rowsOf(Map<String, List<String>> keys) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        tables.forEach(table -> rows.put(
                table.name(),
                texts(
                        root,
                        "SELECT t.xmin || t::text FROM " + table.name() + " t WHERE " + table.key()
                                + " = ANY (string_to_array(?, '|')) ORDER BY 1",
                        joined(keys.get(table.name())))));
        return rows;
    }

    private Map<String, Handle> contexts() {
        Map<String, Handle> contexts = new LinkedHashMap<>();
        contexts.put("no context", installed.nobody());
        contexts.put("empty context", installed.with(""));
        GARBAGE.forEach(text -> contexts.put("garbage '" + text + "'", installed.with(text)));
        return contexts;
    }

    /** Every way to look: each shows exactly these keys. */
    private Stream<DynamicNode> reads(GuardedTable table, Handle handle, List<String> expected) {
        String key = table.key();
        String from = " FROM " + table.name() + " t";
        String query = "SELECT " + key + " k" + from;
        Attempts attempts = new Attempts(handle)
                .shows("SELECT", expected, query)
                .shows("UNION", expected, query + " UNION " + query)
                .shows("sub-select", expected, "SELECT k FROM (" + query + ") s WHERE k IN (" + query + ")")
                .shows("scalar sub-select", expected, "SELECT unnest((SELECT array_agg(" + key + ")" + from + "))")
                .shows("WITH", expected, "WITH w AS MATERIALIZED (" + query + ") SELECT k FROM w")
                .shows("count", List.of(String.valueOf(expected.size())), "SELECT count(*)" + from)
                .copies(expected, table.name(), query)
                .shows("UPDATE RETURNING", table.mayUpdate(), expected, table.touch() + " RETURNING " + key)
                .shows("DELETE RETURNING", table.mayDelete(), expected, "DELETE" + from + " RETURNING " + key)
                .does("INSERT SELECT", h -> {
                    h.execute("CREATE TEMP TABLE taken (k text) ON COMMIT DROP");
                    assertThat(h.execute("INSERT INTO taken " + query)).isEqualTo(expected.size());
                    assertThat(texts(h, "SELECT k FROM taken")).containsExactlyInAnyOrderElementsOf(expected);
                });
        for (GuardedTable with : tables) {
            attempts.shows(
                    "JOIN " + with.name(),
                    expected,
                    "SELECT DISTINCT " + key + " FROM " + with.name() + " o RIGHT JOIN " + table.name() + " t ON true");
        }
        return attempts.tests();
    }

    /** Every way to reach for rows that are not there for the session. */
    private Stream<DynamicNode> writes(GuardedTable table, Handle handle, List<String> keys) {
        String key = table.key();
        String these = " WHERE " + key + AMONG;
        String others = "(SELECT * FROM " + table.name() + ") AS o WHERE " + key.replace("t.", "o.") + AMONG;
        String row = table.row(root, keys.get(0));
        return new Attempts(handle)
                .shows("SELECT", List.of(), "SELECT " + key + " FROM " + table.name() + " t" + these, joined(keys))
                .changesNone("UPDATE", table.mayUpdate(), table.touch() + these, joined(keys))
                .changesNone("UPDATE FROM", table.mayUpdate(), table.touch() + " FROM " + others, joined(keys))
                .changesNone("DELETE", table.mayDelete(), "DELETE FROM " + table.name() + " t" + these, joined(keys))
                .changesNone(
                        "DELETE USING",
                        table.mayDelete(),
                        "DELETE FROM " + table.name() + " t USING " + others,
                        joined(keys))
                .refused("INSERT", table.insert(), row)
                .refused("INSERT RETURNING", table.insert() + " RETURNING " + key, row)
                .tests();
    }

    /** A row of one's own can be taken out and put back, and not given away. */
    private Stream<DynamicNode> ownWrites(GuardedTable table, Handle handle) {
        String mine = own.get(table.name()).get(0);
        String row = table.row(root, mine);
        String theirs = table.row(root, foreign.get(table.name()).get(0));
        Attempts attempts = new Attempts(handle).refused("UPDATE gives away", table.become(), theirs, mine);
        return !table.mayInsert() || !table.mayDelete()
                ? attempts.refused("INSERT", table.insert(), row).tests()
                : attempts.does("INSERT", h -> {
                            h.execute("DELETE FROM " + table.name() + " t WHERE " + table.key() + " = ?", mine);
                            assertThat(h.execute(table.insert(), row)).isEqualTo(1);
                        })
                        .tests();
    }

    /** Keys as one argument, for {@link #AMONG}. */
    private static String joined(List<String> keys) {
        return String.join("|", keys);
    }
}
