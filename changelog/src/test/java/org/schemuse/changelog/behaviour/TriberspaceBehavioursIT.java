package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What the tables of the schema promise. Points and deletions have classes of their own. */
class TriberspaceBehavioursIT extends TriberspaceBehaviour {
    private static final List<String> AUTHENTICATION = List.of("user", "session", "account", "verification");
    private static final List<String> PUBLIC = List.of(
            "creators",
            "tribes",
            "worlds",
            "spaces",
            "events",
            "avatar_base_models",
            "user_avatars",
            "avatar_items",
            "points_packages",
            "creator_stores",
            "products");

    @Test
    void c06TheTriggerKeepsUpdatedAt() {
        for (String table : List.of(
                "\"user\"",
                "session",
                "account",
                "verification",
                "creators",
                "user_avatars",
                "creator_stores",
                "products",
                "orders")) {
            var before = row(root, table + " ORDER BY id LIMIT 1");
            root.execute("UPDATE " + table + " SET updated_at = '2000-01-01'");
            var after = row(root, table + " WHERE id = ?", before.get("id"));
            assertThat(count(table + " WHERE updated_at > created_at"))
                    .as(table)
                    .isPositive();
            assertThat(after.get("created_at")).isEqualTo(before.get("created_at"));
        }
        root.execute("UPDATE point_balances SET last_updated = '2000-01-01'");
        assertThat(count("point_balances WHERE last_updated > '2020-01-01'")).isEqualTo(1);
    }

    @Test
    void c07ClosedListsTakeTheirValuesAndNoOther() {
        assertClosed(root, "\"user\"", "role", "user", "creator", "admin");
        assertClosed(root, "user_tribe_memberships", "role", "member", "moderator", "admin");
        assertClosed(root, "avatar_slots", "slot_type", "mesh_replacement", "attachment", "texture_overlay");
        assertClosed(root, "user_avatar_inventory", "source", "purchase", "reward", "starter", "gift");
        assertClosed(root, "points_purchases", "payment_provider", "stripe", "paypal");
        assertClosed(root, "points_purchases", "status", "pending", "completed", "failed", "refunded");
        assertClosed(
                root,
                "products",
                "product_type",
                "avatar",
                "collectible",
                "digital_asset",
                "merchandise",
                "access_pass",
                "custom");
        assertClosed(root, "orders", "status", "pending", "completed", "shipped", "cancelled");
    }

    @Test
    void c08OpenListsTakeWhatNobodyThoughtOf() {
        root.execute("UPDATE spaces SET space_type = 'planetarium'");
        root.execute("UPDATE avatar_base_models SET rig_type = 'octopus', name = 'Octopus'");
        root.execute("UPDATE avatar_slots SET slot_name = 'eighth arm'");
        root.execute("SELECT apply_points('ben', 1000, 1, 'earn', 'admin', 'riddle', 7)");
        for (String blank : List.of(
                "UPDATE spaces SET space_type = ' '",
                "UPDATE avatar_base_models SET rig_type = ''",
                "UPDATE avatar_slots SET slot_name = ''")) {
            assertThat(refusal(blank)).as(blank).isEqualTo(SqlState.CHECK);
        }
    }

    @Test
    void c09WhatMustBeThereIsThere() {
        assertThat(refusal("UPDATE \"user\" SET email = NULL")).isEqualTo(SqlState.NOT_NULL);
        assertThat(refusal("INSERT INTO worlds (creator_id) VALUES (1000)")).isEqualTo(SqlState.NOT_NULL);
        assertThat(refusal("INSERT INTO creators (user_id, public_id) VALUES ('ben', NULL)"))
                .isEqualTo(SqlState.NOT_NULL);
    }

    @Test
    void t01IdsBeginAt1000() {
        List<String> tables = root.select("SELECT c.relname FROM pg_class c"
                        + " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"
                        + " AND c.relname NOT LIKE 'databasechangelog%'")
                .mapTo(String.class)
                .list();
        assertThat(tables).hasSize(27).containsAll(AUTHENTICATION);
        tables.stream()
                .filter(table -> !AUTHENTICATION.contains(table))
                .forEach(table -> assertThat(root.select("SELECT min(id) FROM " + table)
                                .mapTo(int.class)
                                .one())
                        .as(table)
                        .isEqualTo(1000));
    }

    @Test
    void t02PublicIdsAreTwelveCharactersAndFilledByDefault() {
        for (String table : PUBLIC) {
            assertThat(root.select("SELECT public_id FROM " + table + " LIMIT 1")
                            .mapTo(String.class)
                            .one())
                    .as(table)
                    .matches("[A-Za-z0-9_-]{12}");
            assertThat(refusal("UPDATE " + table + " SET public_id = 'too short'"))
                    .isEqualTo(SqlState.CHECK);
            assertThat(refusal("UPDATE " + table + " SET public_id = 'twelve chars'"))
                    .as("a blank is not in the alphabet")
                    .isEqualTo(SqlState.CHECK);
        }
        creator("cleo");
        assertThat(refusal("UPDATE creators SET public_id = 'AAAAAAAAAAA0'")).isEqualTo(SqlState.UNIQUE);
    }

    @Test
    void t02AHundredThousandPublicIdsDoNotClashAndUseTheWholeAlphabet() {
        var drawn = root.createQuery("WITH drawn AS MATERIALIZED ("
                        + " SELECT generate_public_id() AS id FROM generate_series(1, 100000))"
                        + " SELECT (SELECT count(DISTINCT id) FROM drawn) AS ids,"
                        + " (SELECT count(DISTINCT letter) FROM drawn, string_to_table(id, NULL) letter) AS letters,"
                        + " (SELECT count(*) FROM drawn WHERE id !~ '^[A-Za-z0-9_-]{12}$') AS wrong")
                .mapToMap()
                .one();
        assertThat(drawn)
                .containsEntry("ids", 100_000L)
                .containsEntry("letters", 64L)
                .containsEntry("wrong", 0L);
    }

    @Test
    void t03OneIsEnough() {
        for (String second : List.of(
                "INSERT INTO creators (user_id) VALUES ('ann')",
                "INSERT INTO tribes (creator_id, name) VALUES (1000, 'Second')",
                "INSERT INTO worlds (creator_id, name) VALUES (1000, 'Second')",
                "INSERT INTO creator_stores (creator_id, store_name) VALUES (1000, 'Second')",
                "INSERT INTO creator_points_config (creator_id) VALUES (1000)",
                "INSERT INTO user_tribe_memberships (user_id, tribe_id) VALUES ('ben', 1000)",
                "INSERT INTO point_balances (user_id, creator_id) VALUES ('ben', 1000)",
                "INSERT INTO avatar_slots (base_model_id, slot_name, slot_type, display_order)"
                        + " VALUES (1000, 'head', 'attachment', 2)",
                "INSERT INTO avatar_equipped_items (user_avatar_id, slot_name, item_id) VALUES (1000, 'head', 1000)",
                "INSERT INTO user_inventory (user_id, product_id) VALUES ('ben', 1000)",
                "INSERT INTO user_avatar_inventory (user_id, item_id, source) VALUES ('ben', 1000, 'reward')",
                "INSERT INTO account (account_id, provider_id, user_id) VALUES ('7', 'google', 'ann')",
                "INSERT INTO session (expires_at, token, user_id) VALUES (now(), 'token', 'ann')",
                "UPDATE \"user\" SET email = 'ann@example.org' WHERE id = 'ben'",
                "UPDATE \"user\" SET user_name = 'ann' WHERE id = 'ben'")) {
            assertThat(refusal(second)).as(second).isEqualTo(SqlState.UNIQUE);
        }
    }

    @Test
    void t04AUserHasOneActiveAvatar() {
        String second = "INSERT INTO user_avatars (user_id, base_model_id) VALUES (?, 1000)";
        assertThat(refusal(second, "ben")).isEqualTo(SqlState.UNIQUE);
        int spare = spareAvatar("ben");
        spareAvatar("ben");
        root.execute(second, "ann");

        installed.nobody().execute("SELECT set_active_avatar('ben', ?)", spare);

        assertThat(row(root, "user_avatars WHERE user_id = 'ben' AND is_active"))
                .containsEntry("id", spare);
        assertThat(count("user_avatars WHERE user_id = 'ann' AND is_active")).isEqualTo(1);
        root.execute("SELECT set_active_avatar('ben', ?)", spare);
        assertThat(refusal("SELECT set_active_avatar('ann', ?)", spare))
                .as("an avatar of somebody else")
                .isEqualTo("P0002");
        assertThat(count("user_avatars WHERE user_id = 'ann' AND is_active")).isEqualTo(1);
    }

    @Test
    void t04OfTwoSwitchesAtOnceTheLastOneStands() throws Exception {
        int spare = spareAvatar("ben");
        int other = spareAvatar("ben");
        Handle first = installed.nobody();
        Handle second = installed.nobody();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            first.begin();
            first.execute("SELECT set_active_avatar('ben', ?)", spare);
            Future<?> late = thread.submit(() -> second.execute("SELECT set_active_avatar('ben', ?)", other));
            awaitLockWait(root);
            first.commit();
            late.get();
        } finally {
            thread.shutdownNow();
        }
        assertThat(row(root, "user_avatars WHERE user_id = 'ben' AND is_active"))
                .containsEntry("id", other);
    }

    @Test
    void t13NumbersAreUuidsOfVersion7AndAscend() {
        List<UUID> numbers = root.select("SELECT uuid_v7() FROM generate_series(1, 200)")
                .mapTo(UUID.class)
                .list();
        long now = System.currentTimeMillis();
        assertThat(numbers).doesNotHaveDuplicates().allSatisfy(number -> {
            assertThat(number.version()).isEqualTo(7);
            assertThat(number.variant()).isEqualTo(2);
            assertThat(number.getMostSignificantBits() >>> 16).isBetween(now - 3_600_000, now + 3_600_000);
        });
        root.execute("INSERT INTO orders (total_points) SELECT 0 FROM generate_series(1, 50)");
        for (int i = 0; i < 5; i++) {
            apply(root, "ben", 1000, 1);
        }
        assertThat(count("(SELECT transaction_id < lag(transaction_id) OVER (ORDER BY id) AS back"
                        + " FROM point_transactions) t WHERE back"))
                .isZero();
        assertThat(count("orders WHERE substr(order_number::text, 15, 1) <> '7'"))
                .isZero();
        assertThat(refusal("UPDATE orders SET order_number = (SELECT order_number FROM orders WHERE id = 1000)"))
                .isEqualTo(SqlState.UNIQUE);
        assertThat(refusal("UPDATE points_purchases SET transaction_id = NULL")).isEqualTo(SqlState.NOT_NULL);
    }

    @Test
    void t14AnItemCostsItsQuantityTimesItsPrice() {
        assertThat(refusal("UPDATE order_items SET total_points = 61")).isEqualTo(SqlState.CHECK);
        assertThat(refusal("UPDATE order_items SET quantity = 0, total_points = 0"))
                .isEqualTo(SqlState.CHECK);
    }

    @Test
    void t14AnOrderCostsWhatItsItemsCost() {
        String item = "INSERT INTO order_items (order_id, points_per_item, total_points) VALUES (1000, 5, 5)";
        assertThat(refusal("UPDATE orders SET total_points = 61")).isEqualTo(SqlState.CHECK);
        assertThat(refusal(item)).isEqualTo(SqlState.CHECK);
        assertThat(refusal("UPDATE order_items SET quantity = 3, total_points = 90"))
                .isEqualTo(SqlState.CHECK);
        root.useTransaction(handle -> {
            handle.execute(item);
            handle.execute("UPDATE orders SET total_points = 65");
        });
        assertThat(refusal("DELETE FROM order_items WHERE points_per_item = 5")).isEqualTo(SqlState.CHECK);
        root.execute("DELETE FROM order_items");
    }

    @Test
    void t16NothingSaidMeansTheDefault() {
        assertThat(row(root, "\"user\" WHERE id = 'ben'"))
                .containsEntry("role", "user")
                .containsEntry("email_verified", false);
        assertThat(row(root, "user_tribe_memberships")).containsEntry("role", "member");
        assertThat(row(root, "creators")).containsEntry("points_name", "Points");
        assertThat(row(root, "creator_points_config"))
                .containsEntry("points_name", "Points")
                .containsEntry("points_symbol", "🪙");
        assertThat(row(root, "tribes")).containsEntry("join_cost", 0);
        assertThat(row(root, "points_purchases")).containsEntry("status", "pending");
        assertThat(row(root, "orders")).containsEntry("status", "pending");
        assertThat(row(root, "user_inventory")).containsEntry("quantity", 1);
        assertThat(row(root, "event_attendance")).containsEntry("points_earned", 0);
        assertThat(row(root, "events")).containsEntry("is_live", false);
        assertThat(row(root, "spaces")).containsEntry("is_active", true);
        assertThat(row(root, "avatar_slots")).containsEntry("max_items", 1);
        assertThat(row(root, "user_avatars")).containsEntry("name", "My Avatar").containsEntry("is_active", true);
    }

    @Test
    void t16TheNameOfThePointsFollowsItsConfig() {
        root.execute("UPDATE creator_points_config SET points_name = 'Shells'");
        assertThat(row(root, "creators")).containsEntry("points_name", "Shells");
    }

    @Test
    void t17AnEventEndsAfterItStartsAndAVisitTooAndItsSecondsAreCounted() {
        assertThat(refusal("UPDATE events SET end_time = start_time")).isEqualTo(SqlState.CHECK);
        assertThat(row(root, "event_attendance")).containsEntry("left_at", null).containsEntry("duration", null);
        assertThat(refusal("UPDATE event_attendance SET left_at = joined_at - interval '1 second'"))
                .isEqualTo(SqlState.CHECK);
        root.execute("UPDATE event_attendance SET left_at = joined_at + interval '1 hour 2.9 seconds'");
        assertThat(row(root, "event_attendance")).containsEntry("duration", 3602);
        root.execute("UPDATE event_attendance SET left_at = joined_at");
        assertThat(row(root, "event_attendance")).containsEntry("duration", 0);
    }

    @Test
    void t18StockNeverFallsBelowZeroAndNoLimitIsNull() {
        assertThat(row(root, "products")).containsEntry("max_quantity", null).containsEntry("current_stock", null);
        root.execute("UPDATE products SET max_quantity = 2, current_stock = 1");
        root.execute("UPDATE products SET current_stock = current_stock - 1");
        assertThat(refusal("UPDATE products SET current_stock = current_stock - 1"))
                .isEqualTo(SqlState.CHECK);
        assertThat(refusal("UPDATE products SET price_points = -1")).isEqualTo(SqlState.CHECK);
    }

    @Test
    void t20UserIsAWordOfSqlAndItsIdsAreText() {
        assertThat(root.select(
                                "SELECT DISTINCT data_type FROM information_schema.columns"
                                        + " WHERE table_schema = current_schema() AND (column_name = 'user_id'"
                                        + " OR column_name = 'id' AND table_name IN ('user', 'session', 'account', 'verification'))")
                        .mapTo(String.class)
                        .list())
                .containsExactly("text");
        assertThat(row(root, "\"user\" WHERE id = 'ann'").get("created_at")).isNotNull();
        root.execute("INSERT INTO \"user\" (first_name, last_name, user_name, email) VALUES ('C', 'D', 'c', 'c@d')");
        assertThat(count("\"user\" WHERE user_name = 'c' AND id ~ '^[0-9a-f-]{36}$'"))
                .isEqualTo(1);
    }

    @Test
    void theApplicationWorksOnEverythingButWhatIsHistory() {
        Handle application = installed.nobody();
        OffsetDateTime end = OffsetDateTime.now(java.time.ZoneOffset.UTC);
        application.execute("UPDATE event_attendance SET left_at = ? + interval '1 day'", end);
        application.execute("INSERT INTO spaces (world_id, name, space_type) VALUES (1000, 'Shop', 'store')");
        application.execute("DELETE FROM spaces WHERE name = 'Shop'");
        application.execute("UPDATE creator_points_config SET points_name = 'Pearls'");
        assertThat(SqlState.of(() -> application.execute("DELETE FROM event_attendance")))
                .isEqualTo(SqlState.REFUSED);
        assertThat(SqlState.of(() -> application.execute("CREATE TABLE mine ()")))
                .isEqualTo(SqlState.REFUSED);
    }

    private int spareAvatar(String user) {
        return root.select(
                        "INSERT INTO user_avatars (user_id, base_model_id, is_active) VALUES (?, 1000, false) RETURNING id",
                        user)
                .mapTo(int.class)
                .one();
    }
}
