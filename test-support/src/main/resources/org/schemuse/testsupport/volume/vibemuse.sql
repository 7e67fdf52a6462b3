-- A world of :rows objects, whose players have ten objects each. Some hundred rooms, a builder among a hundred citizens.
INSERT INTO users (id, username, email, password_hash, user_class, created_at, online_status, current_location, object_id, arrived_at)
    SELECT pg_temp.id('user', n), 'user ' || n, 'user' || n || '@example.org', md5(n::text),
        (CASE WHEN n % 1000 = 0 THEN 'admin' WHEN n % 100 = 0 THEN 'builder' ELSE 'citizen' END)::user_class_enum,
        pg_temp.ago(n * 60), n % 200 = 0, pg_temp.id('object', pg_temp.pick(n, 1, :tenth / 2) * 2), pg_temp.id('object', n * 10),
        CASE WHEN n % 3 = 0 THEN pg_temp.ago(n) END
    FROM generate_series(1, :tenth) n;
INSERT INTO objects (id, name, object_type, owner_id, location_id, zone_id, home_id, destination_id, description, attributes, created_at)
    SELECT pg_temp.id('object', n), 'thing ' || n,
        (CASE WHEN n % 10 = 0 THEN 'player' WHEN n % 10 IN (2, 4) THEN 'room' WHEN n % 10 IN (1, 3, 7) THEN 'exit' ELSE 'thing' END)::object_type_enum,
        pg_temp.id('user', (n - 1) / 10 + 1), pg_temp.id('object', pg_temp.pick(n, 1, :rows / 20) * 10 + 2),
        CASE WHEN n % 5 = 0 THEN pg_temp.id('object', pg_temp.pick(n, 2, :rows / 100) * 10 + 2) END,
        CASE WHEN n % 2 = 0 THEN pg_temp.id('object', pg_temp.pick(n, 3, :rows / 20) * 10 + 2) END,
        CASE WHEN n % 10 IN (1, 3, 7) THEN pg_temp.id('object', pg_temp.pick(n, 4, :rows / 20) * 10 + 2) END,
        repeat('A thing like others. ', 1 + (n % 5)::int), jsonb_build_object('fuel', n, 'colour', 'red'), pg_temp.ago(n)
    FROM generate_series(1, :rows) n;
INSERT INTO attribute_definitions (id, number, name, object_id)
    SELECT pg_temp.id('definition', n), n % 10, 'field ' || n % 10, pg_temp.id('object', (n / 10 + 1) * 10)
    FROM generate_series(1, :tenth) n;
INSERT INTO attributes (id, object_id, name, value, flags, definition_id, position)
    SELECT pg_temp.id('attribute', n), pg_temp.id('object', pg_temp.pick(n / 4, 1, :rows)), 'attribute ' || n % 4 || ' of ' || n / 400,
        CASE WHEN n % 3 = 0 THEN jsonb_build_object('number', n) ELSE to_jsonb('value ' || n) END,
        CASE WHEN n % 20 = 0 THEN '{dark}' WHEN n % 7 = 0 THEN '{wizard,osee}' ELSE '{}' END::text[],
        CASE WHEN n % 5 = 0 THEN pg_temp.id('definition', pg_temp.pick(n, 2, :tenth)) END, n % 4
    FROM generate_series(1, :rows) n
    ON CONFLICT DO NOTHING;
INSERT INTO object_parents (id, object_id, parent_id, position)
    SELECT pg_temp.id('parent', n), pg_temp.id('object', n * 5), pg_temp.id('object', pg_temp.pick(n, 1, :tenth)), n % 3
    FROM generate_series(1, :tenth) n;
INSERT INTO power_grants (id, user_id, power, position)
    SELECT pg_temp.id('grant', n), pg_temp.id('user', n / 4 + 1), 'power ' || n % 4, n % 4 FROM generate_series(1, :tenth) n;
INSERT INTO channels (id, name, owner_id, object_id)
    SELECT pg_temp.id('channel', n), 'channel ' || n, pg_temp.id('user', n), pg_temp.id('object', n * 10) FROM generate_series(1, :tenth) n;
INSERT INTO channel_subscriptions (id, channel_id, user_id, active, joined_at)
    SELECT pg_temp.id('subscription', n), pg_temp.id('channel', n % :tenth + 1), pg_temp.id('user', n / 5 + 1), n % 3 > 0,
        CASE WHEN n % 4 > 0 THEN pg_temp.ago(n) END
    FROM generate_series(0, :tenth * 5 - 1) n;
INSERT INTO messages (id, sender_id, recipient_id, room_id, channel_id, message_type, content, created_at, audience_until)
    SELECT pg_temp.id('message', n), pg_temp.id('user', pg_temp.pick(n, 1, :tenth)),
        CASE WHEN n % 5 < 2 THEN pg_temp.id('user', pg_temp.pick(n, 2, :tenth)) END,
        CASE WHEN n % 5 IN (2, 3) THEN pg_temp.id('object', pg_temp.pick(n, 3, :tenth / 2) * 2) END,
        CASE WHEN n % 5 = 4 THEN pg_temp.id('channel', pg_temp.pick(n, 4, :tenth)) END,
        (CASE WHEN n % 500 = 0 THEN 'announce' WHEN n % 5 = 0 THEN 'mail' WHEN n % 5 = 1 THEN 'page' WHEN n % 5 = 4 THEN 'channel' ELSE 'say' END)::message_type_enum,
        'words, number ' || n, pg_temp.ago(n),
        CASE WHEN n % 5 > 1 THEN CASE WHEN n % 9 = 0 THEN 'infinity' ELSE pg_temp.ago(n) END END
    FROM generate_series(1, :rows) n;
INSERT INTO sessions (id, user_id, session_token_hash, created_at, expires_at)
    SELECT pg_temp.id('session', n), pg_temp.id('user', pg_temp.pick(n, 1, :tenth)), md5('token ' || n), pg_temp.ago(n), pg_temp.ago(n - 20160)
    FROM generate_series(1, :tenth) n;
INSERT INTO audit_logs (id, table_name, record_id, action, new_data, changed_by, changed_at)
    SELECT pg_temp.id('audit', n), 'objects', pg_temp.id('object', pg_temp.pick(n, 1, :rows)), 'INSERT', jsonb_build_object('name', n),
        pg_temp.id('user', pg_temp.pick(n, 2, :tenth)), pg_temp.ago(n)
    FROM generate_series(1, :rows / 2) n;
INSERT INTO legacy_objects (id, object_id, dbref, name, record, position, line, byte_offset)
    SELECT pg_temp.id('legacy', n), pg_temp.id('object', n), n, 'thing ' || n, jsonb_build_object('flags', n % 8), n, n * 20, n * 300 FROM generate_series(1, :tenth * 2) n;
INSERT INTO legacy_passwords (id, dbref, position, password)
    SELECT pg_temp.id('password', n), n * 10, 5, 'x' FROM generate_series(1, :tenth) n;
INSERT INTO import_runs (id, number, source, sha256, bytes, dialect, layout, charset, tool_version, state)
    SELECT pg_temp.id('run', n), n, 'world ' || n, md5(n::text), n, 'tinymuse', 'v15', 'UTF-8', '0', 'finished' FROM generate_series(1, :tenth) n;
INSERT INTO import_batches (run_id, number, first_record, last_record, row_count)
    SELECT pg_temp.id('run', n / 10 + 1), n % 10, n, n, 1 FROM generate_series(1, :tenth) n;
INSERT INTO import_findings (run_id, number, code, severity, done)
    SELECT pg_temp.id('run', n / 10 + 1), n % 10, 'code', 'info', 'nothing' FROM generate_series(1, :tenth) n;
INSERT INTO import_deferred_objects (run_id, number, kind, table_name, name, definition)
    SELECT pg_temp.id('run', n / 10 + 1), n % 10, 'index', 'objects', 'i', 'CREATE INDEX' FROM generate_series(1, :tenth) n;
INSERT INTO import_changes (run_id, table_name, row_id, action, old_data)
    SELECT pg_temp.id('run', n / 10 + 1), 'objects', pg_temp.id('object', n), 'changed', '{}' FROM generate_series(1, :tenth) n;
