package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.schemuse.changelog.behaviour.InstalledCatalog.Installer;

/** Who is signed in may come from the claims that Supabase verified. They override the setting of a plain server. */
@ParameterizedClass
@EnumSource(Installer.class)
class VibemuseClaimsIT extends VibemuseBehaviour {
    private static final String CLAIMS = "SELECT set_config('request.jwt.claims', ?, false)";

    private Handle handle;

    @BeforeEach
    void connect() {
        handle = installed.nobody();
    }

    @Test
    void m11TheClaimsNameTheUserWhateverTheSettingSays() {
        for (String setting : List.of("", admin.toString(), "garbage")) {
            handle.execute("SELECT set_config('app.current_user_id', ?, false)", setting);
            handle.execute(CLAIMS, "{\"role\": \"authenticated\", \"sub\": \"" + alice + "\"}");
            assertThat(names()).as("setting '%s'", setting).containsExactly("alice");
            assertThat(handle.select("SELECT current_user_class()")
                            .mapTo(String.class)
                            .one())
                    .isEqualTo("citizen");
        }
        handle.execute("UPDATE users SET profile = '{\"colour\": \"red\"}'");
        assertThat(root.select("SELECT changed_by FROM audit_logs WHERE table_name = 'users' AND action = 'UPDATE'")
                        .mapTo(UUID.class)
                        .list())
                .as("the trail names the user of the claims")
                .containsExactly(alice);
    }

    @Test
    void m11ClaimsWithoutAUserAreThoseOfNobody() {
        handle.execute("SELECT set_config('app.current_user_id', ?, false)", admin.toString());
        for (String nobody : List.of(
                "{}",
                "{\"role\": \"anon\"}",
                "{\"sub\": null}",
                "{\"sub\": \"\"}",
                "{\"sub\": \"ada\"}",
                "{\"user_metadata\": {\"sub\": \"" + admin + "\"}}")) {
            handle.execute(CLAIMS, nobody);
            assertThat(names()).as(nobody).isEmpty();
        }
        handle.execute(CLAIMS, "no JSON");
        assertThat(SqlState.of(this::names)).isEqualTo("22P02");
        handle.execute(CLAIMS, "");
        assertThat(names()).as("without claims the setting counts").containsExactly("ada");
    }

    private List<String> names() {
        return handle.select("SELECT username FROM users").mapTo(String.class).list();
    }
}
