-- :tenth members and as many of most things; :rows transactions, purchases and visits. Row n has the id 1000 + n.
INSERT INTO "user" (id, first_name, last_name, user_name, email, role)
    SELECT 'user ' || n, 'First', 'Last', 'user' || n, 'user' || n || '@example.org', CASE WHEN n <= 2000 THEN 'creator' ELSE 'user' END
    FROM generate_series(1, :tenth) n;
INSERT INTO session (id, expires_at, token, user_id)
    SELECT 'session ' || n, pg_temp.ago(-n), md5('token ' || n), 'user ' || pg_temp.pick(n, 1, :tenth) FROM generate_series(1, :tenth) n;
INSERT INTO account (id, account_id, provider_id, user_id)
    SELECT 'account ' || n, n, 'google', 'user ' || n FROM generate_series(1, :tenth) n;
INSERT INTO verification (id, identifier, value, expires_at)
    SELECT 'verification ' || n, 'user' || n || '@example.org', n, pg_temp.ago(-n) FROM generate_series(1, :tenth) n;
INSERT INTO creators (id, public_id, user_id, points_name)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, substr(md5('creator' || n), 1, 12), 'user ' || n, 'Points' FROM generate_series(1, 2000) n;
INSERT INTO tribes (id, public_id, creator_id, name)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, substr(md5('tribe' || n), 1, 12), 1000 + n, 'tribe ' || n FROM generate_series(1, 2000) n;
INSERT INTO user_tribe_memberships (id, user_id, tribe_id)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, 'user ' || n / 3 + 1, 1000 + 1 + (n * 7) % 2000 FROM generate_series(1, :tenth * 2) n;
INSERT INTO worlds (id, public_id, creator_id, name)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, substr(md5('world' || n), 1, 12), 1000 + n, 'world ' || n FROM generate_series(1, 2000) n;
INSERT INTO spaces (id, public_id, world_id, name, space_type, is_active)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, substr(md5('space' || n), 1, 12), 1000 + n % 2000 + 1, 'space ' || n,
        CASE WHEN n % 100 = 0 THEN 'game' WHEN n % 2 = 0 THEN 'store' ELSE 'gallery' END, n % 50 > 0
    FROM generate_series(1, :tenth) n;
INSERT INTO events (id, public_id, space_id, name, start_time, end_time, is_live)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, substr(md5('event' || n), 1, 12), 1000 + n, 'event ' || n, pg_temp.ago(n * 60), pg_temp.ago(n * 60 - 60), n % 100 = 0
    FROM generate_series(1, :tenth) n;
INSERT INTO avatar_base_models (id, public_id, name, mesh_url, skeleton_url, rig_type)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, substr(md5('model' || n), 1, 12), 'model ' || n, 'mesh', 'skeleton', 'humanoid' FROM generate_series(1, 2000) n;
INSERT INTO avatar_slots (id, base_model_id, slot_name, slot_type, display_order)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, 1000 + n / 4 + 1, 'slot ' || n % 4, 'attachment', n % 4 FROM generate_series(0, 7999) n;
INSERT INTO user_avatars (id, public_id, user_id, base_model_id, name, is_active)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, substr(md5('avatar' || n), 1, 12), 'user ' || n / 2 + 1, 1000 + pg_temp.pick(n, 1, 2000), 'avatar ' || n, n % 2 = 0
    FROM generate_series(0, :tenth * 2 - 1) n;
INSERT INTO avatar_items (id, public_id, product_id, base_model_id, slot_name, thumbnail_url)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, substr(md5('item' || n), 1, 12), 1000 + n, 1000 + pg_temp.pick(n, 1, 2000),
        CASE WHEN n % 500 = 0 THEN 'hat' ELSE 'slot ' || n % 4 END, 'thumbnail'
    FROM generate_series(1, :tenth) n;
INSERT INTO avatar_equipped_items (id, user_avatar_id, slot_name, item_id)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, 1000 + n / 2, 'slot ' || n % 2, 1000 + pg_temp.pick(n, 1, :tenth) FROM generate_series(0, :tenth * 2 - 1) n;
INSERT INTO user_avatar_inventory (id, user_id, item_id, source)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, 'user ' || n / 5 + 1, 1000 + (n * 7) % :tenth + 1, 'purchase' FROM generate_series(0, :tenth * 5 - 1) n;
INSERT INTO creator_points_config (id, creator_id, points_name)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, 1000 + n, 'Points' FROM generate_series(1, 2000) n;
INSERT INTO points_packages (id, public_id, creator_id, name, points_amount, price_usd, bonus_points, is_active, display_order)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, substr(md5('package' || n), 1, 12), 1000 + n % 2000 + 1, 'package ' || n, 100, 4.99, 10, n % 50 > 0, n % 3
    FROM generate_series(1, 6000) n;
INSERT INTO points_purchases (id, transaction_id, user_id, creator_id, package_id, points_received, amount_usd, payment_provider, payment_id, status, purchased_at)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, pg_temp.id('purchase', n), 'user ' || pg_temp.pick(n, 1, :tenth), 1000 + p % 2000 + 1, 1000 + p,
        110, 4.99, 'stripe', 'payment ' || n, CASE WHEN n % 500 = 0 THEN 'failed' WHEN n % 100 = 0 THEN 'refunded' ELSE 'completed' END, pg_temp.ago(n)
    FROM (SELECT n, pg_temp.pick(n, 2, 6000) AS p FROM generate_series(1, :rows / 2) n) s;
INSERT INTO point_balances (id, user_id, creator_id, balance)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, 'user ' || n / 5 + 1, 1000 + (n * 7) % 2000 + 1, 110 FROM generate_series(0, :tenth * 5 - 1) n;
INSERT INTO point_transactions (id, transaction_id, user_id, creator_id, amount, balance, type, source, reference_type, reference_id, created_at)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, pg_temp.id('transaction', n), 'user ' || b / 5 + 1, 1000 + (b * 7) % 2000 + 1, 1, 1,
        CASE WHEN n % 500 = 0 THEN 'gift' WHEN n % 2 = 0 THEN 'earn' ELSE 'purchase' END, 'experience', 'visit', n, pg_temp.ago(n)
    FROM (SELECT n, pg_temp.pick(n, 1, :tenth * 5) - 1 AS b FROM generate_series(1, :rows) n) s;
INSERT INTO creator_stores (id, public_id, creator_id, store_name, is_active)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, substr(md5('store' || n), 1, 12), 1000 + n, 'store ' || n, n % 50 > 0 FROM generate_series(1, 2000) n;
INSERT INTO products (id, public_id, creator_id, name, product_type, item_id, price_points, is_active, release_date)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, substr(md5('product' || n), 1, 12), 1000 + n % 2000 + 1, 'product ' || n,
        CASE WHEN n % 100 = 0 THEN 'custom' WHEN n % 2 = 0 THEN 'avatar' ELSE 'collectible' END, 1000 + n, 30, n % 50 > 0, pg_temp.ago(n * 60)
    FROM generate_series(1, :tenth) n;
INSERT INTO orders (id, order_number, user_id, creator_id, total_points, status, payment_transaction_id)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, pg_temp.id('order', n), 'user ' || pg_temp.pick(n, 1, :tenth), 1000 + (p % 2000) + 1, 60,
        CASE WHEN n % 100 = 0 THEN 'shipped' ELSE 'completed' END, 1000 + n
    FROM (SELECT n, pg_temp.pick(n, 2, :tenth) AS p FROM generate_series(1, :rows / 2) n) s;
INSERT INTO order_items (id, order_id, product_id, quantity, points_per_item, total_points)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, 1000 + n, 1000 + pg_temp.pick(n, 2, :tenth), 2, 30, 60 FROM generate_series(1, :rows / 2) n;
INSERT INTO user_inventory (id, user_id, product_id, order_id)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, o.user_id, i.product_id, o.id
    FROM generate_series(1, :rows / 2) n JOIN orders o ON o.id = 1000 + n JOIN order_items i ON i.id = 1000 + n
    ON CONFLICT DO NOTHING;
INSERT INTO event_attendance (id, user_id, event_id, joined_at, left_at)
    OVERRIDING SYSTEM VALUE SELECT 1000 + n, 'user ' || pg_temp.pick(n, 1, :tenth), 1000 + pg_temp.pick(n, 2, :tenth), pg_temp.ago(n), pg_temp.ago(n - 30)
    FROM generate_series(1, :rows) n;
