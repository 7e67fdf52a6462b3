package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.schemuse.changelog.behaviour.Attempts.texts;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;
import org.schemuse.changelog.behaviour.Tenancy.Readers;

/** The matrix is worth something: whatever is broken on purpose, in whichever table, it reports. */
@Tag("once")
@ParameterizedClass
@MethodSource("tenancies")
class IsolationHolesIT {
    @Parameter
    Tenancy tenancy;

    private InstalledCatalog installed;
    private Handle root;
    private IsolationMatrix matrix;
    private Handle one;
    private Handle nobody;

    static Stream<CatalogRows> tenancies() {
        return CatalogRows.all().stream().filter(Tenancy.class::isInstance);
    }

    @BeforeEach
    void fill() {
        installed = InstalledCatalog.of(tenancy, Installer.SUPERUSER);
        root = installed.root();
        matrix = new IsolationMatrix(tenancy, root);
        one = installed.as(Tenancy.ONE);
        nobody = installed.nobody();
    }

    @AfterEach
    void remove() {
        installed.close();
    }

    @Test
    void nothingBrokenNothingReported() {
        for (GuardedTable table : matrix.tables()) {
            assertThat(reported(table)).as(table.name()).isEmpty();
        }
    }

    @Test
    void aTableWithoutRowSecurityIsReported() {
        for (GuardedTable table : privileged()) {
            root.execute("ALTER TABLE " + table.name() + " DISABLE ROW LEVEL SECURITY");
            assertThat(GuardedTable.open(root)).contains(table.name());
            assertThat(isReported(table)).as(table.name()).isTrue();
            root.execute("ALTER TABLE " + table.name() + " ENABLE ROW LEVEL SECURITY");
        }
    }

    @Test
    void aPolicyThatLetsEverybodyInIsReported() {
        for (GuardedTable table : privileged()) {
            root.execute("CREATE POLICY hole ON " + table.name() + " USING (true)");
            assertThat(isReported(table)).as(table.name()).isTrue();
            root.execute("DROP POLICY hole ON " + table.name());
        }
    }

    @Test
    void aPolicyThatIsMissingIsReported() {
        for (GuardedTable table : privileged()) {
            if (tenancy.readers(table.name()) != Readers.ADMINISTRATORS) {
                texts(root, "SELECT polname FROM pg_policy WHERE polrelid = ?::regclass", table.name())
                        .forEach(policy -> root.execute("DROP POLICY " + policy + " ON " + table.name()));
                assertThat(reported(table)).as(table.name()).contains("SELECT");
            }
        }
    }

    @Test
    void aPrivilegeThatNobodyMeantToGiveIsReported() {
        for (GuardedTable table : matrix.tables()) {
            if (!table.mayRead()) {
                root.execute("GRANT SELECT ON " + table.name() + " TO " + tenancy.role());
                assertThat(reported(table)).as(table.name()).contains("SELECT", "COPY TO");
            }
        }
    }

    /** Holes that were there once, and that no single statement shows. */
    @TestFactory
    @Tag("every-combination")
    Stream<DynamicNode> aHoleThatTakesTwoStatementsIsReported() {
        return tenancy.brokenOnPurpose().entrySet().stream()
                .map(broken -> DynamicTest.dynamicTest(broken.getKey(), () -> {
                    try (InstalledCatalog open = InstalledCatalog.of(tenancy, Installer.SUPERUSER)) {
                        open.root().createScript(broken.getValue()).execute();
                        IsolationChains chains = new IsolationChains(tenancy, open.root());
                        assertThat(tenancy.ranks())
                                .anySatisfy(rank -> assertThat(chains.tryAll(open.as(Tenancy.ONE), rank, 1)
                                                .holes())
                                        .isNotEmpty());
                    }
                }));
    }

    /** Those that the application may read at all: what nobody may touch has no policy to break. */
    private List<GuardedTable> privileged() {
        List<GuardedTable> tables =
                matrix.tables().stream().filter(GuardedTable::mayRead).toList();
        assertThat(tables).hasSizeGreaterThan(6);
        return tables;
    }

    private List<String> reported(GuardedTable table) {
        return reports(table).toList();
    }

    /** Tries no more than it has to. */
    private boolean isReported(GuardedTable table) {
        return reports(table).findFirst().isPresent();
    }

    private Stream<String> reports(GuardedTable table) {
        return Stream.<Supplier<Attempts>>of(
                        () -> matrix.readsOfOne(table, one),
                        () -> matrix.readsOfNobody(table, nobody),
                        () -> matrix.foreignWrites(table, one),
                        () -> matrix.writesOfNobody(table, nobody),
                        () -> matrix.ownWrites(table, one))
                .flatMap(attempts -> attempts.get().failures().stream());
    }
}
