package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/**
 * No statement that a session may run brings another user's rows into its reach: changing an owner, a location, a
 * subscription or a parent, and then reading. The attacker is a login that is neither owner nor superuser.
 */
@Tag("every-combination")
@ParameterizedClass
@MethodSource("org.schemuse.changelog.behaviour.IsolationHolesIT#tenancies")
class IsolationChainsIT {
    @Parameter
    Tenancy tenancy;

    private InstalledCatalog installed;
    private IsolationChains chains;

    @BeforeEach
    void fill() {
        installed = InstalledCatalog.of(tenancy, Installer.PLAIN_OWNER);
        chains = new IsolationChains(tenancy, installed.root());
    }

    @AfterEach
    void remove() {
        installed.close();
    }

    @TestFactory
    Stream<DynamicNode> noStatementOpensWhatIsClosed() {
        return tenancy.ranks().stream()
                .map(rank -> DynamicTest.dynamicTest(rank.name(), () -> {
                    IsolationChains.Tried tried = chains.tryAll(installed.as(Tenancy.ONE), rank, 20);
                    assertThat(tried.statements()).isGreaterThan(100);
                    assertThat(tried.succeeded()).isGreaterThan(20);
                    assertThat(tried.holes()).isEmpty();
                }));
    }
}
