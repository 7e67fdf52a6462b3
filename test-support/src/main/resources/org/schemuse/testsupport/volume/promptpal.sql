-- :tenth / 5 users with ten folders and ten prompts each; :rows uses.
INSERT INTO auth_users (id, email) SELECT pg_temp.id('user', n), 'user' || n || '@example.org' FROM generate_series(1, :tenth) n;
INSERT INTO folders (id, user_id, name, created_at, updated_at, deleted_at)
    SELECT pg_temp.id('folder', n), pg_temp.id('user', n / 10 + 1), 'folder ' || n % 10, pg_temp.ago(n), pg_temp.ago(n),
        CASE WHEN n % 10 = 9 THEN pg_temp.ago(n) END
    FROM generate_series(0, :tenth * 2 - 1) n;
INSERT INTO prompts (id, user_id, folder_id, name, created_at, updated_at, deleted_at)
    SELECT pg_temp.id('prompt', n), pg_temp.id('user', n / 10 + 1), pg_temp.id('folder', n), 'prompt ' || n % 10, pg_temp.ago(n), pg_temp.ago(n),
        CASE WHEN n % 10 = 9 THEN pg_temp.ago(n) END
    FROM generate_series(0, :tenth * 2 - 1) n;
INSERT INTO modules (id, prompt_id, name, order_index, created_at, updated_at)
    SELECT pg_temp.id('module', n), pg_temp.id('prompt', n / 3), 'module ' || n % 3, n % 3, pg_temp.ago(n), pg_temp.ago(n)
    FROM generate_series(0, :tenth * 6 - 1) n;
INSERT INTO module_options (id, module_id, content, is_default, created_at, updated_at)
    SELECT pg_temp.id('option', n), pg_temp.id('module', n), 'Write about this, in few words.', true, pg_temp.ago(n), pg_temp.ago(n)
    FROM generate_series(0, :tenth * 6 - 1) n;
INSERT INTO variables (id, prompt_id, name, type, created_at, updated_at, deleted_at)
    SELECT pg_temp.id('variable', n), pg_temp.id('prompt', n / 2), 'v' || n % 2, 'text', pg_temp.ago(n), pg_temp.ago(n),
        CASE WHEN n % 20 = 19 THEN pg_temp.ago(n) END
    FROM generate_series(0, :tenth * 4 - 1) n;
INSERT INTO encrypted_api_keys (id, user_id, provider, encrypted_key, created_at, updated_at)
    SELECT pg_temp.id('key', n), pg_temp.id('user', n / 5 + 1), CASE WHEN n % 5 = 0 THEN 'openai' ELSE 'anthropic' END, md5(n::text),
        pg_temp.ago(n), pg_temp.ago(n)
    FROM generate_series(0, :tenth - 1) n;
INSERT INTO usage_tracking (id, user_id, prompt_id, action, created_at, updated_at)
    SELECT pg_temp.id('use', n), pg_temp.id('user', p / 10 + 1), pg_temp.id('prompt', p),
        CASE WHEN n % 500 = 0 THEN 'share' WHEN n % 3 = 0 THEN 'copy' ELSE 'run' END, pg_temp.ago(n), pg_temp.ago(n)
    FROM (SELECT n, pg_temp.pick(n, 1, :tenth * 2) - 1 AS p FROM generate_series(1, :rows) n) u;
