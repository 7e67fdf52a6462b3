package org.schemuse.samples.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fay has 100 points with the creator Cara, and two avatars. There is no row-level security: the site decides who sees what. */
class TriberspaceIT {
    private Installation tribes;
    private Jdbi site;
    private int cara;

    @BeforeEach
    void begin() {
        tribes = new Installation("triberspace");
        site = tribes.application();
        cara = site.withHandle(handle -> {
            handle.execute("INSERT INTO \"user\" (id, first_name, last_name, user_name, email) VALUES"
                    + " ('cara', 'Cara', 'Clay', 'cara', 'cara@example.org'),"
                    + " ('fay', 'Fay', 'Finch', 'fay', 'fay@example.org')");
            return number(handle, "INSERT INTO creators (user_id) VALUES ('cara') RETURNING id");
        });
        apply(100, "purchase", "package_purchase");
    }

    @AfterEach
    void end() {
        tribes.close();
    }

    @Test
    void pointsMoveThroughOneFunctionWhichWritesTheBalanceItLeaves() {
        assertThat(apply(-30, "spend", "store")).isEqualTo(70);
        assertThatThrownBy(() -> apply(-71, "spend", "store"))
                .hasMessageContaining("user fay has 70 points with creator " + cara + ", 71 are to be spent");
        List<String> movements = site.withHandle(
                handle -> handle.select("SELECT amount || ' leaves ' || balance FROM point_transactions ORDER BY id")
                        .mapTo(String.class)
                        .list());
        assertThat(movements).as("what was refused left nothing").containsExactly("100 leaves 100", "-30 leaves 70");
        assertThatThrownBy(
                        () -> site.useHandle(handle -> handle.execute("UPDATE point_balances SET balance = 1000000")))
                .hasMessageContaining("permission denied");
    }

    @Test
    void ofTwoWhoSpendEverythingAtOnceOneSucceeds() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Callable<Integer> spend = () -> apply(-100, "spend", "store");
            int refused = 0;
            for (Future<Integer> one : two.invokeAll(List.of(spend, spend))) {
                try {
                    assertThat(one.get()).isZero();
                } catch (ExecutionException e) {
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(1);
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void oneAvatarIsActive() {
        int robot = number("INSERT INTO avatar_base_models (name, mesh_url, skeleton_url, rig_type)"
                + " VALUES ('Robot', 'mesh', 'skeleton', 'humanoid') RETURNING id");
        String avatar = "INSERT INTO user_avatars (user_id, base_model_id, is_active) VALUES ('fay', " + robot;
        int first = number(avatar + ", true) RETURNING id");
        int second = number(avatar + ", false) RETURNING id");
        String active = "SELECT id FROM user_avatars WHERE is_active";
        assertThat(number(active)).isEqualTo(first);

        site.useHandle(handle -> handle.execute("SELECT set_active_avatar('fay', ?)", second));

        assertThat(number(active)).isEqualTo(second);
        assertThatThrownBy(() -> number(avatar + ", true) RETURNING id"))
                .hasMessageContaining("user_avatars_one_active_key");
    }

    /** Returns the balance it leaves. */
    private int apply(int points, String type, String source) {
        return site.withHandle(handle -> handle.select(
                        "SELECT balance FROM apply_points('fay', ?, ?, ?, ?)", cara, points, type, source)
                .mapTo(int.class)
                .one());
    }

    private int number(String sql) {
        return site.withHandle(handle -> number(handle, sql));
    }

    private static int number(Handle handle, String sql) {
        return handle.select(sql).mapTo(int.class).one();
    }
}
