package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.schemuse.changelog.behaviour.Blocks;

/** Every index serves the query it is for, among ten thousand rows. */
class TriberspaceIndexesIT extends TriberspaceWorld {
    /** Owners first. Row n of a table belongs to row n of its owners; one row in 500 has the rare value. */
    private static final String ROWS = """
            SET LOCAL session_replication_role = replica;
            INSERT INTO "user" (id, first_name, last_name, user_name, email)
                SELECT 'u' || n, 'First', 'Last', 'u' || n, 'u' || n FROM generate_series(2000, 12000) n;
            INSERT INTO session (expires_at, token, user_id)
                SELECT now(), 't' || n, 'u' || n FROM generate_series(2000, 12000) n;
            INSERT INTO account (account_id, provider_id, user_id)
                SELECT n, 'google', 'u' || n FROM generate_series(2000, 12000) n;
            INSERT INTO verification (identifier, value, expires_at)
                SELECT 'u' || n, n, now() FROM generate_series(2000, 12000) n;
            INSERT INTO creators (id, user_id) SELECT n, 'u' || n FROM generate_series(2000, 12000) n;
            INSERT INTO tribes (id, creator_id, name) SELECT n, n, 't' || n FROM generate_series(2000, 12000) n;
            INSERT INTO user_tribe_memberships (user_id, tribe_id)
                SELECT 'u' || n, n FROM generate_series(2000, 12000) n;
            INSERT INTO worlds (id, creator_id, name) SELECT n, n, 'w' || n FROM generate_series(2000, 12000) n;
            INSERT INTO spaces (id, world_id, name, space_type, is_active)
                SELECT n, n, 's', CASE WHEN n % 500 = 0 THEN 'game' ELSE 'store' END, n % 500 > 0
                FROM generate_series(2000, 12000) n;
            INSERT INTO events (id, space_id, name, start_time, end_time, is_live)
                SELECT n, n, 'e', now() + n * interval '1 day', now() + n * interval '2 days', n % 500 = 0
                FROM generate_series(2000, 12000) n;
            INSERT INTO avatar_base_models (id, name, mesh_url, skeleton_url, rig_type)
                SELECT n, 'm' || n, 'm', 's', 'humanoid' FROM generate_series(2000, 12000) n;
            INSERT INTO avatar_slots (base_model_id, slot_name, slot_type, display_order)
                SELECT n, 'head', 'attachment', 1 FROM generate_series(2000, 12000) n;
            INSERT INTO user_avatars (id, user_id, base_model_id) SELECT n, 'u' || n, n FROM generate_series(2000, 12000) n;
            INSERT INTO avatar_items (id, base_model_id, product_id, slot_name, thumbnail_url)
                SELECT n, n, n, CASE WHEN n % 500 = 0 THEN 'hair' ELSE 'head' END, 't' FROM generate_series(2000, 12000) n;
            INSERT INTO avatar_equipped_items (user_avatar_id, slot_name, item_id)
                SELECT n, 'head', n FROM generate_series(2000, 12000) n;
            INSERT INTO user_avatar_inventory (user_id, item_id, source)
                SELECT 'u' || n, n, 'gift' FROM generate_series(2000, 12000) n;
            INSERT INTO points_packages (id, creator_id, name, points_amount, price_usd, display_order, is_active)
                SELECT n, n, 'p', 1, 1, 1, n % 500 > 0 FROM generate_series(2000, 12000) n;
            INSERT INTO points_purchases (user_id, creator_id, package_id, points_received, amount_usd,
                    payment_provider, payment_id, status)
                SELECT 'u' || n, n, n, 1, 1, 'stripe', n, CASE WHEN n % 500 = 0 THEN 'failed' ELSE 'completed' END
                FROM generate_series(2000, 12000) n;
            INSERT INTO point_balances (user_id, creator_id) SELECT 'u' || n, n FROM generate_series(2000, 12000) n;
            INSERT INTO point_transactions (id, user_id, creator_id, amount, balance, type, source, created_at)
                SELECT n, 'u' || n, n, 1, 1, CASE WHEN n % 500 = 0 THEN 'gift' ELSE 'earn' END, 'admin',
                    now() - n * interval '1 hour'
                FROM generate_series(2000, 12000) n;
            INSERT INTO creator_stores (creator_id, store_name, is_active)
                SELECT n, 's', n % 500 > 0 FROM generate_series(2000, 12000) n;
            INSERT INTO products (id, creator_id, name, product_type, item_id, price_points, is_active, release_date)
                SELECT n, n, 'p', CASE WHEN n % 500 = 0 THEN 'custom' ELSE 'avatar' END, n, 1, n % 500 > 0,
                    now() - n * interval '1 hour'
                FROM generate_series(2000, 12000) n;
            INSERT INTO orders (id, user_id, creator_id, total_points, payment_transaction_id, status)
                SELECT n, 'u' || n, n, 1, n, CASE WHEN n % 500 = 0 THEN 'shipped' ELSE 'completed' END
                FROM generate_series(2000, 12000) n;
            INSERT INTO order_items (order_id, product_id, points_per_item, total_points)
                SELECT n, n, 1, 1 FROM generate_series(2000, 12000) n;
            INSERT INTO user_inventory (user_id, product_id, order_id)
                SELECT 'u' || n, n, n FROM generate_series(2000, 12000) n;
            INSERT INTO event_attendance (user_id, event_id, joined_at)
                SELECT 'u' || n, n, now() - n * interval '1 hour' FROM generate_series(2000, 12000) n;
            """;

    @Test
    void t19IndexesServeTheQueriesTheyAreFor() throws SQLException {
        load();
        accountsAndCommunities();
        worlds();
        avatars();
        points();
        shops();
    }

    @Test
    void c10SimpleSelectsTouchFewBlocks() throws SQLException {
        load();
        Handle application = world.application();
        for (String from : List.of(
                "\"user\" WHERE email = 'u7000'",
                "session WHERE token = 't7000'",
                "creators WHERE user_id = 'u7000'",
                "events WHERE space_id = 7000",
                "point_balances WHERE user_id = 'u7000' AND creator_id = 7000",
                "orders WHERE id = 7000",
                "order_items WHERE order_id = 7000",
                "user_inventory WHERE user_id = 'u7000'")) {
            Blocks.few(application, "SELECT * FROM " + from);
        }
    }

    @Test
    void t19EveryForeignKeyLeadsAnIndex() {
        assertThat(CatalogWorld.foreignKeysWithoutIndex(root)).isEmpty();
    }

    private void load() throws SQLException {
        root.begin();
        try (Statement statement = root.getConnection().createStatement()) {
            statement.execute(ROWS);
        }
        root.commit();
        root.execute("ANALYZE");
    }

    private void accountsAndCommunities() {
        served("\"user\" WHERE user_name = 'u7000'", "user_user_name_key");
        served("\"user\" WHERE email = 'u7000'", "user_email_key");
        served("session WHERE token = 't7000'", "session_token_key");
        served("session WHERE user_id = 'u7000'", "session_user_id_idx");
        served("account WHERE user_id = 'u7000'", "account_user_id_idx");
        served("verification WHERE identifier = 'u7000'", "verification_identifier_idx");
        served("creators WHERE user_id = 'u7000'", "creators_user_id_key");
        served("tribes WHERE creator_id = 7000", "tribes_creator_id_key");
        served(
                "user_tribe_memberships WHERE user_id = 'u7000' AND tribe_id = 7000",
                "user_tribe_memberships_"); // by both or by the tribe: each finds one row
        served("user_tribe_memberships WHERE user_id = 'u7000'", "user_tribe_memberships_user_id_tribe_id_key");
        served("user_tribe_memberships WHERE tribe_id = 7000", "user_tribe_memberships_tribe_id_idx");
    }

    private void worlds() {
        served("worlds WHERE name = 'w7000'", "worlds_name_idx");
        served("worlds WHERE public_id = 'AAAAAAAAAAAA'", "worlds_public_id_key");
        served("spaces WHERE world_id = 7000", "spaces_world_id_idx");
        served("spaces WHERE space_type = 'game'", "spaces_space_type_idx");
        served("spaces WHERE is_active = false", "spaces_is_active_idx");
        served("events WHERE space_id = 7000", "events_space_id_idx");
        served("events WHERE start_time < now() + interval '2010 days'", "events_start_time_idx");
        served("events WHERE is_live", "events_is_live_idx");
        served("event_attendance WHERE user_id = 'u7000'", "event_attendance_user_id_idx");
        served("event_attendance WHERE event_id = 7000", "event_attendance_event_id_idx");
        served("event_attendance WHERE joined_at > now() - interval '2010 hours'", "event_attendance_joined_at_idx");
    }

    private void avatars() {
        served("avatar_base_models WHERE name = 'm7000'", "avatar_base_models_name_idx");
        served("avatar_slots WHERE base_model_id = 7000", "avatar_slots_base_model_id_slot_name_key");
        served("user_avatars WHERE user_id = 'u7000'", "user_avatars_user_id_idx");
        served("user_avatars WHERE base_model_id = 7000", "user_avatars_base_model_id_idx");
        served("avatar_items WHERE base_model_id = 7000", "avatar_items_base_model_id_idx");
        served("avatar_items WHERE product_id = 7000", "avatar_items_product_id_idx");
        served("avatar_items WHERE slot_name = 'hair'", "avatar_items_slot_name_idx");
        served(
                "avatar_equipped_items WHERE user_avatar_id = 7000",
                "avatar_equipped_items_user_avatar_id_slot_name_key");
        served("avatar_equipped_items WHERE item_id = 7000", "avatar_equipped_items_item_id_idx");
        served("user_avatar_inventory WHERE user_id = 'u7000'", "user_avatar_inventory_user_id_item_id_key");
        served("user_avatar_inventory WHERE item_id = 7000", "user_avatar_inventory_item_id_idx");
    }

    private void points() {
        served("points_packages WHERE creator_id = 7000", "points_packages_creator_id_idx");
        served("points_packages WHERE NOT is_active", "points_packages_is_active_idx");
        served("points_purchases WHERE user_id = 'u7000'", "points_purchases_user_id_idx");
        served("points_purchases WHERE creator_id = 7000", "points_purchases_creator_id_idx");
        served("points_purchases WHERE package_id = 7000", "points_purchases_package_id_idx");
        served("points_purchases WHERE status = 'failed'", "points_purchases_status_idx");
        served("point_balances WHERE user_id = 'u7000'", "point_balances_user_id_creator_id_key");
        served("point_balances WHERE creator_id = 7000", "point_balances_creator_id_idx");
        served("point_transactions WHERE user_id = 'u7000'", "point_transactions_user_id_creator_id_idx");
        served("point_transactions WHERE creator_id = 7000", "point_transactions_creator_id_idx");
        served("point_transactions WHERE type = 'gift'", "point_transactions_type_idx");
        served(
                "point_transactions WHERE created_at > now() - interval '2010 hours'",
                "point_transactions_created_at_idx");
    }

    private void shops() {
        served("creator_stores WHERE NOT is_active", "creator_stores_is_active_idx");
        served("products WHERE creator_id = 7000", "products_creator_id_idx");
        served("products WHERE product_type = 'custom'", "products_product_type_idx");
        served("products WHERE NOT is_active", "products_is_active_idx");
        served("products WHERE release_date > now() - interval '2010 hours'", "products_release_date_idx");
        served("products WHERE item_id = 7000", "products_item_id_idx");
        served("orders WHERE user_id = 'u7000'", "orders_user_id_idx");
        served("orders WHERE creator_id = 7000", "orders_creator_id_idx");
        served("orders WHERE status = 'shipped'", "orders_status_idx");
        served("orders WHERE payment_transaction_id = 7000", "orders_payment_transaction_id_idx");
        served("order_items WHERE order_id = 7000", "order_items_order_id_idx");
        served("order_items WHERE product_id = 7000", "order_items_product_id_idx");
        served("user_inventory WHERE user_id = 'u7000'", "user_inventory_user_id_product_id_key");
        served("user_inventory WHERE product_id = 7000", "user_inventory_product_id_idx");
        served("user_inventory WHERE order_id = 7000", "user_inventory_order_id_idx");
    }

    private void served(String from, String index) {
        CatalogWorld.assertServed(root, from, index);
    }
}
