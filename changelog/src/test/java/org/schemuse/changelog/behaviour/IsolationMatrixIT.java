package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.schemuse.changelog.behaviour.Attempts.texts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.changelog.behaviour.Tenancy.Readers;

/**
 * Every table with row-level security, as the live catalog has it, under every command and every context: a table
 * added later is tried without a word here. Another catalog takes part by its {@link Tenancy}. Since all catalogs together
 * take about a minute, it runs with {@code -DallTests} or by its name.
 */
@Tag("every-combination")
@ParameterizedClass
@MethodSource("catalogs")
class IsolationMatrixIT {
    /** Looks like a user or a tenant, and is none. */
    private static final UUID NOBODY = UUID.fromString("33333333-3333-4333-8333-333333333333");

    /** Texts that name nobody. */
    private static final List<String> GARBAGE = List.of(
            " ",
            "nobody",
            "{}",
            "'; --",
            Tenancy.ONE.toString().substring(1),
            Tenancy.ONE + " ",
            "%",
            "NULL",
            NOBODY.toString(),
            "-".repeat(Tenancy.ONE.toString().length()),
            Tenancy.ONE.toString().replaceFirst("^.{5}", "1-111"),
            Tenancy.ONE.toString().replaceFirst(".$", "g"),
            Tenancy.ONE.toString().replaceFirst(".$", "\n"));

    @Parameter(0)
    Tenancy tenancy;

    @Parameter(1)
    Installer installer;

    private InstalledCatalog installed;
    private Handle root;
    private IsolationMatrix matrix;

    static Stream<Arguments> catalogs() {
        return CatalogRows.all().stream()
                .filter(Tenancy.class::isInstance)
                .flatMap(tenancy -> Stream.of(Installer.values()).map(installer -> Arguments.of(tenancy, installer)));
    }

    @BeforeEach
    void fill() {
        installed = InstalledCatalog.of(tenancy, installer);
        root = installed.root();
        matrix = new IsolationMatrix(tenancy, root);
    }

    @AfterEach
    void remove() {
        installed.close();
    }

    @Test
    void theMatrixHasNoHole() {
        assertThat(GuardedTable.open(root)).isEqualTo(tenancy.open());
        assertThat(texts(
                        root,
                        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
                                + " AND relrowsecurity AND NOT relforcerowsecurity"))
                .isEmpty();
        assertThat(matrix.own()).allSatisfy((table, keys) -> assertThat(keys).isNotEmpty());
        assertThat(matrix.foreign())
                .allSatisfy((table, keys) -> assertThat(keys).isNotEmpty());
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
        Handle handle = installed.as(Tenancy.ONE);
        return matrix.tables().stream()
                .map(table -> dynamicContainer(
                        table.name(),
                        Stream.of(matrix.readsOfOne(table, handle), matrix.ownWrites(table, handle))
                                .flatMap(Attempts::tests)));
    }

    @TestFactory
    Stream<DynamicNode> theRowsOfTheOtherAreOutOfReach() {
        Handle handle = installed.as(Tenancy.ONE);
        return matrix.tables().stream()
                .map(table -> dynamicContainer(
                        table.name(), matrix.foreignWrites(table, handle).tests()));
    }

    @TestFactory
    Stream<DynamicNode> withoutAContextThereIsNothing() {
        return contexts().entrySet().stream()
                .flatMap(context -> matrix.tables().stream()
                        .map(table -> dynamicContainer(
                                context.getKey() + ": " + table.name(),
                                Stream.of(
                                                matrix.readsOfNobody(table, context.getValue()),
                                                matrix.writesOfNobody(table, context.getValue()))
                                        .flatMap(Attempts::tests))));
    }

    /** A session may say what names mean before the functions that policies call are asked who it is. */
    @Test
    void namesOfTheSessionDoNotComeBetween() {
        root.execute("CREATE SCHEMA between_them");
        root.execute("GRANT USAGE ON SCHEMA between_them TO PUBLIC");
        root.execute("CREATE FUNCTION between_them.current_setting(text, boolean) RETURNS text LANGUAGE sql RETURN '"
                + Tenancy.OTHER + "'::text");
        for (String test : List.of("\"like\"", "textregexne", "texteq", "textne")) {
            root.execute(
                    "CREATE FUNCTION between_them." + test + "(text, text) RETURNS boolean LANGUAGE sql RETURN true");
        }
        Handle handle = installed.as(Tenancy.ONE);
        Handle nobody = installed.nobody();
        for (Handle session : List.of(handle, nobody)) {
            session.execute("SET search_path TO between_them, " + tenancy.catalog() + ", pg_catalog");
        }
        for (GuardedTable table : matrix.tables()) {
            if (table.mayRead()) {
                assertThat(table.keys(handle)).as(table.name()).isEqualTo(table.keys(installed.as(Tenancy.ONE)));
                assertThat(table.keys(nobody)).as(table.name()).isEqualTo(table.keys(installed.nobody()));
            }
        }
    }

    /** One function makes nobody of them all, so they are tried with one statement of a kind each. */
    @TestFactory
    Stream<DynamicNode> garbageIsNoContext() {
        return GARBAGE.stream().flatMap(text -> {
            Handle handle = installed.with(text);
            return matrix.tables().stream()
                    .map(table -> dynamicContainer(
                            "'" + text + "': " + table.name(),
                            matrix.writesOfNobody(table, handle).tests()));
        });
    }

    @TestFactory
    Stream<DynamicNode> viewsKeepToTheTenantToo() {
        return texts(
                        root,
                        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'v'")
                .stream()
                .map(view -> dynamicTest(view, () -> {
                    String rows = "SELECT v::text FROM " + view + " v ORDER BY 1";
                    List<String> ofOther = texts(installed.as(Tenancy.OTHER), rows);
                    if (tenancy.readers(view) == Readers.WHO_IS_SIGNED_IN) {
                        assertThat(texts(installed.as(Tenancy.ONE), rows)).isEqualTo(ofOther);
                    } else {
                        assertThat(texts(installed.as(Tenancy.ONE), rows))
                                .isNotEmpty()
                                .doesNotContainAnyElementsOf(ofOther);
                    }
                    contexts()
                            .values()
                            .forEach(handle -> assertThat(texts(handle, rows)).isEmpty());
                }));
    }

    @Test
    void whatOneDoesToEverythingNeverReachesTheOther() {
        Map<String, List<String>> before = matrix.foreignRows();
        Handle handle = installed.as(Tenancy.ONE);
        for (GuardedTable table : matrix.tables()) {
            if (table.mayUpdate()) {
                handle.execute(table.touch());
            }
        }
        for (GuardedTable table : matrix.tables()) {
            if (table.mayDelete()) {
                handle.execute("DELETE FROM " + table.name());
            }
        }
        assertThat(matrix.foreignRows()).isEqualTo(before);
    }

    private Map<String, Handle> contexts() {
        Map<String, Handle> contexts = new LinkedHashMap<>();
        contexts.put("no context", installed.nobody());
        contexts.put("empty context", installed.with(""));
        contexts.put("garbage context", installed.with("nobody"));
        contexts.put("an id of nobody", installed.as(NOBODY));
        return contexts;
    }
}
