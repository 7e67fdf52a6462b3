INSERT INTO "user" (id, first_name, last_name, user_name, email) VALUES
    ('ann', 'Ann', 'Adams', 'ann', 'ann@example.org'), ('ben', 'Ben', 'Brown', 'ben', 'ben@example.org');
INSERT INTO session (expires_at, token, user_id) VALUES (now() + interval '1 day', 'token', 'ben');
INSERT INTO account (account_id, provider_id, user_id) VALUES ('7', 'google', 'ben');
INSERT INTO verification (identifier, value, expires_at) VALUES ('ben@example.org', '123', now());
INSERT INTO creators (user_id) VALUES ('ann');
INSERT INTO tribes (creator_id, name) VALUES (1000, 'Tribe');
INSERT INTO user_tribe_memberships (user_id, tribe_id) VALUES ('ben', 1000);
INSERT INTO worlds (creator_id, name) VALUES (1000, 'World');
INSERT INTO spaces (world_id, name, space_type) VALUES (1000, 'Hall', 'gallery');
INSERT INTO events (space_id, name, start_time, end_time) VALUES
    (1000, 'Party', now(), now() + interval '1 hour');
INSERT INTO avatar_base_models (name, mesh_url, skeleton_url, rig_type) VALUES
    ('Robot', 'mesh', 'skeleton', 'humanoid');
INSERT INTO avatar_slots (base_model_id, slot_name, slot_type, display_order) VALUES
    (1000, 'head', 'attachment', 1);
INSERT INTO user_avatars (user_id, base_model_id) VALUES ('ben', 1000);
INSERT INTO avatar_items (base_model_id, slot_name, thumbnail_url) VALUES (1000, 'head', 'thumbnail');
INSERT INTO avatar_equipped_items (user_avatar_id, slot_name, item_id) VALUES (1000, 'head', 1000);
INSERT INTO user_avatar_inventory (user_id, item_id, source) VALUES ('ben', 1000, 'gift');
INSERT INTO creator_points_config (creator_id) VALUES (1000);
INSERT INTO points_packages (creator_id, name, points_amount, price_usd, bonus_points, display_order)
    VALUES (1000, 'Starter', 100, 4.99, 10, 1);
INSERT INTO points_purchases
    (user_id, creator_id, package_id, points_received, amount_usd, payment_provider, payment_id)
    VALUES ('ben', 1000, 1000, 110, 4.99, 'stripe', 'payment 1');
SELECT apply_points('ben', 1000, 110, 'purchase', 'package_purchase', 'purchase', 1000);
INSERT INTO creator_stores (creator_id, store_name) VALUES (1000, 'Store');
INSERT INTO products (creator_id, name, product_type, item_id, price_points)
    VALUES (1000, 'Hat', 'avatar', 1000, 30);
UPDATE avatar_items SET product_id = 1000;
INSERT INTO orders (user_id, creator_id, total_points, payment_transaction_id)
    VALUES ('ben', 1000, 60, 1000);
INSERT INTO order_items (order_id, product_id, quantity, points_per_item, total_points)
    VALUES (1000, 1000, 2, 30, 60);
INSERT INTO user_inventory (user_id, product_id, order_id) VALUES ('ben', 1000, 1000);
INSERT INTO event_attendance (user_id, event_id) VALUES ('ben', 1000);
