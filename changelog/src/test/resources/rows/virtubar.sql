INSERT INTO users (id, auth_provider, auth_provider_user_id, email) VALUES
    ('00000000-0000-0000-0000-00000000000a', 'google', '1', 'ann@example.org'),
    ('00000000-0000-0000-0000-00000000000b', 'email', NULL, NULL);
INSERT INTO profiles (user_id, display_name) VALUES
    ('00000000-0000-0000-0000-00000000000a', 'Ann'), ('00000000-0000-0000-0000-00000000000b', 'Ben');
INSERT INTO rooms (id, name, theme, capacity, region, created_by) VALUES
    ('00000000-0000-0000-0000-00000000000c', 'Bar', 'lounge', 20, 'eu', '00000000-0000-0000-0000-00000000000a');
INSERT INTO room_memberships (room_id, user_id, join_source)
    SELECT '00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-00000000000b', 'invite';
INSERT INTO friendships (user_id, friend_user_id)
    SELECT '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000b';
INSERT INTO blocks (blocker_user_id, blocked_user_id)
    SELECT '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000b';
INSERT INTO reports (reporter_user_id, reported_user_id, room_id, report_type) VALUES
    ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000b',
        '00000000-0000-0000-0000-00000000000c', 'spam');
INSERT INTO inventory_items (id, sku, type, name, price_cents) VALUES
    ('00000000-0000-0000-0000-00000000000d', 'D-1', 'drink', 'Lemonade', 250);
INSERT INTO user_inventory (user_id, item_id)
    SELECT '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000d';
INSERT INTO analytics_events (event_type, user_id) VALUES
    ('room_join', '00000000-0000-0000-0000-00000000000b');
