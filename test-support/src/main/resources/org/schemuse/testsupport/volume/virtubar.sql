-- :tenth guests; :rows memberships and events, the events of the last two months.
INSERT INTO users (id, email, auth_provider, auth_provider_user_id, status)
    SELECT pg_temp.id('user', n), 'user' || n || '@example.org', 'google', n, CASE WHEN n % 200 = 0 THEN 'suspended' ELSE 'active' END
    FROM generate_series(1, :tenth) n;
INSERT INTO profiles (user_id, display_name, interests)
    SELECT pg_temp.id('user', n), 'Guest ' || n, ARRAY['topic' || n % 7, 'niche' || n / 5] FROM generate_series(1, :tenth) n;
INSERT INTO rooms (id, name, theme, capacity, region, created_by)
    SELECT pg_temp.id('room', n), 'room ' || n, (ARRAY['lounge', 'dance', 'sports'])[n % 3 + 1], 20, 'region-' || n % 20,
        pg_temp.id('user', pg_temp.pick(n, 1, :tenth))
    FROM generate_series(1, 5000) n;
INSERT INTO room_memberships (id, room_id, user_id, joined_at, left_at, join_source)
    SELECT pg_temp.id('membership', n), pg_temp.id('room', pg_temp.pick(n, 1, 5000)), pg_temp.id('user', n % :tenth + 1), pg_temp.ago(n + 60),
        CASE WHEN n > :tenth THEN pg_temp.ago(n) END, 'direct'
    FROM generate_series(1, :rows) n;
INSERT INTO friendships (user_id, friend_user_id, status)
    SELECT pg_temp.id('user', n), pg_temp.id('user', n % :tenth + 1), 'accepted' FROM generate_series(1, :tenth) n;
INSERT INTO blocks (id, blocker_user_id, blocked_user_id)
    SELECT pg_temp.id('block', n), pg_temp.id('user', n), pg_temp.id('user', n % :tenth + 1) FROM generate_series(1, :tenth) n;
INSERT INTO reports (id, reporter_user_id, reported_user_id, room_id, report_type, status, created_at)
    SELECT pg_temp.id('report', n), pg_temp.id('user', n), pg_temp.id('user', n % :tenth + 1), pg_temp.id('room', pg_temp.pick(n, 1, 5000)), 'spam',
        CASE WHEN n % 100 = 0 THEN 'open' ELSE 'resolved' END, pg_temp.ago(n)
    FROM generate_series(1, :tenth) n;
INSERT INTO inventory_items (id, sku, type, name, price_cents)
    SELECT pg_temp.id('item', n), 'SKU-' || n, CASE WHEN n % 50 = 0 THEN 'emote' WHEN n % 2 = 0 THEN 'drink' ELSE 'cosmetic' END, 'item ' || n, 250
    FROM generate_series(1, 5000) n;
INSERT INTO user_inventory (id, user_id, item_id)
    SELECT pg_temp.id('owned', n), pg_temp.id('user', pg_temp.pick(n, 1, :tenth)), pg_temp.id('item', pg_temp.pick(n, 2, 5000))
    FROM generate_series(1, :tenth * 5) n;
INSERT INTO analytics_events (id, event_type, user_id, room_id, occurred_at)
    SELECT pg_temp.id('event', n), CASE WHEN n % 500 = 0 THEN 'report_user' WHEN n % 2 = 0 THEN 'room_join' ELSE 'room_leave' END,
        pg_temp.id('user', pg_temp.pick(n, 1, :tenth)), pg_temp.id('room', pg_temp.pick(n, 2, 5000)), pg_temp.ago(n * 86400.0 / :rows)
    FROM generate_series(1, :rows) n;
