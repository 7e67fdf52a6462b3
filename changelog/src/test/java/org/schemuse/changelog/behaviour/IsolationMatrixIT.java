package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
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
import org.postgresql.PGConnection;
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
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("SELECT", "SELECT " + key + from);
        queries.put("UNION", "SELECT " + key + from + " UNION SELECT " + key + from);
        queries.put(
                "sub-select",
                "SELECT k FROM (SELECT " + key + " k" + from + ") s WHERE k IN (SELECT " + key + from + ")");
        queries.put("scalar sub-select", "SELECT unnest((SELECT array_agg(" + key + ")" + from + "))");
        queries.put("WITH", "WITH w AS MATERIALIZED (SELECT " + key + " k" + from + ") SELECT k FROM w");
        List<DynamicNode> nodes = new ArrayList<>();
        queries.forEach((shape, sql) -> nodes.add(
                attempt(shape, handle, h -> assertThat(texts(h, sql)).containsExactlyInAnyOrderElementsOf(expected))));
        for (GuardedTable with : tables) {
            String product =
                    "SELECT DISTINCT " + key + " FROM " + with.name() + " o RIGHT JOIN " + table.name() + " t ON true";
            nodes.add(attempt(
                    "JOIN " + with.name(),
                    handle,
                    h -> assertThat(texts(h, product)).containsExactlyInAnyOrderElementsOf(expected)));
        }
        nodes.add(attempt(
                "count",
                handle,
                h -> assertThat(texts(h, "SELECT count(*)" + from)).containsExactly(String.valueOf(expected.size()))));
        nodes.add(attempt("INSERT SELECT", handle, h -> {
            h.execute("CREATE TEMP TABLE taken (k text) ON COMMIT DROP");
            assertThat(h.execute("INSERT INTO taken SELECT " + key + from)).isEqualTo(expected.size());
            assertThat(texts(h, "SELECT k FROM taken")).containsExactlyInAnyOrderElementsOf(expected);
        }));
        nodes.add(attempt("COPY TO", handle, h -> {
            assertThat(copied(h, "COPY " + table.name() + " TO STDOUT")).hasSize(expected.size());
            assertThat(copied(h, "COPY (SELECT " + key + from + ") TO STDOUT"))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }));
        nodes.add(attempt(
                "UPDATE RETURNING",
                handle,
                h -> allowed(
                        table.mayUpdate(),
                        () -> assertThat(texts(h, table.touch() + " RETURNING " + key))
                                .containsExactlyInAnyOrderElementsOf(expected))));
        nodes.add(attempt(
                "DELETE RETURNING",
                handle,
                h -> allowed(
                        table.mayDelete(),
                        () -> assertThat(texts(h, "DELETE FROM " + table.name() + " t RETURNING " + key))
                                .containsExactlyInAnyOrderElementsOf(expected))));
        return nodes.stream();
    }

    /** Every way to change rows that are not there for the session. */
    private Stream<DynamicNode> writes(GuardedTable table, Handle handle, List<String> keys) {
        String these = " WHERE " + table.key() + " = ANY (string_to_array(?, '|'))";
        String row = table.row(root, keys.get(0));
        String mine = own.get(table.name()).get(0);
        String all = "(SELECT * FROM " + table.name() + ") AS o";
        return Stream.of(
                attempt(
                        "SELECT",
                        handle,
                        h -> assertThat(texts(
                                        h,
                                        "SELECT " + table.key() + " FROM " + table.name() + " t" + these,
                                        joined(keys)))
                                .isEmpty()),
                attempt(
                        "UPDATE",
                        handle,
                        h -> allowed(
                                table.mayUpdate(),
                                () -> assertThat(h.execute(table.touch() + these, joined(keys)))
                                        .isZero())),
                attempt(
                        "UPDATE FROM",
                        handle,
                        h -> allowed(
                                table.mayUpdate(),
                                () -> assertThat(h.execute(
                                                table.touch() + " FROM " + all + these.replace("t.", "o."),
                                                joined(keys)))
                                        .isZero())),
                attempt(
                        "DELETE",
                        handle,
                        h -> allowed(
                                table.mayDelete(),
                                () -> assertThat(h.execute("DELETE FROM " + table.name() + " t" + these, joined(keys)))
                                        .isZero())),
                attempt(
                        "DELETE USING",
                        handle,
                        h -> allowed(
                                table.mayDelete(),
                                () -> assertThat(h.execute(
                                                "DELETE FROM " + table.name() + " t USING " + all
                                                        + these.replace("t.", "o."),
                                                joined(keys)))
                                        .isZero())),
                attempt(
                        "INSERT",
                        handle,
                        h -> assertThat(SqlState.of(() -> h.execute(table.insert(), row)))
                                .isEqualTo(SqlState.REFUSED)),
                attempt(
                        "INSERT RETURNING",
                        handle,
                        h -> assertThat(SqlState.of(() -> texts(h, table.insert() + " RETURNING " + table.key(), row)))
                                .isEqualTo(SqlState.REFUSED)),
                attempt("UPDATE gives away", handle, h -> {
                    if (texts(h, "SELECT " + table.key() + " FROM " + table.name() + " t")
                            .isEmpty()) {
                        allowed(
                                table.updatable().size() >= table.columns().size(),
                                () -> assertThat(h.execute(table.become(), row, mine))
                                        .isZero());
                    } else {
                        assertThat(SqlState.of(() -> h.execute(table.become(), row, mine)))
                                .isEqualTo(SqlState.REFUSED);
                    }
                }));
    }

    private Stream<DynamicNode> ownWrites(GuardedTable table, Handle handle) {
        List<String> keys = own.get(table.name());
        String row = table.row(root, keys.get(0));
        return Stream.of(attempt("INSERT", handle, h -> {
            allowed(
                    table.mayDelete(),
                    () -> h.execute("DELETE FROM " + table.name() + " t WHERE " + table.key() + " = ?", keys.get(0)));
            if (table.mayDelete()) {
                allowed(
                        table.mayInsert(),
                        () -> assertThat(h.execute(table.insert(), row)).isEqualTo(1));
            }
        }));
    }

    private interface Statement {
        void run();
    }

    /** Runs it, or sees it refused where the application has no such privilege. */
    private static void allowed(boolean privileged, Statement statement) {
        if (privileged) {
            statement.run();
        } else {
            assertThat(SqlState.of(statement::run)).isEqualTo(SqlState.REFUSED);
        }
    }

    private static DynamicNode attempt(String shape, Handle handle, Consumer<Handle> attempt) {
        return dynamicTest(shape, () -> {
            handle.begin();
            try {
                attempt.accept(handle);
            } finally {
                handle.rollback();
            }
        });
    }

    /** Keys as one argument. */
    private static String joined(List<String> keys) {
        return String.join("|", keys);
    }

    private static List<String> texts(Handle handle, String sql, Object... arguments) {
        return handle.select(sql, arguments).mapTo(String.class).list();
    }

    private static List<String> copied(Handle handle, String sql) {
        try {
            StringWriter out = new StringWriter();
            handle.getConnection().unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
            return out.toString().lines().toList();
        } catch (SQLException | IOException e) {
            throw new AssertionError(sql, e);
        }
    }
}
