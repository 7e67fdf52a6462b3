package org.schemuse.changelog.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What was read stays as it was read. */
class DefaultPrivilegesTest {
    @Test
    void theRolesAreACopy() {
        SortedSet<String> roles = new TreeSet<>(List.of("anon", "clerk"));
        DefaultPrivileges defaults = new DefaultPrivileges(roles, List.of(), List.of());
        roles.clear();

        assertThat(defaults.roles()).containsExactly("anon", "clerk").isUnmodifiable();
        assertThat(defaults.rolesOfEveryone()).containsExactly("anon");
    }
}
