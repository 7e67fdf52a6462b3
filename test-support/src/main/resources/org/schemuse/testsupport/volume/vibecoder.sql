-- A tenth as many organizations as rows, half as many as users; :rows tasks, a tenth of them of the first organization.
INSERT INTO organizations (id, name, domain)
    SELECT pg_temp.id('organization', n), 'organization ' || n, n || '.example.org' FROM generate_series(1, :tenth) n;
INSERT INTO users (id, email, organization_id, auth0_id, role, name, deleted_at)
    SELECT pg_temp.id('user', n), 'user' || n || '@example.org', pg_temp.id('organization', n % :tenth + 1), 'auth0|' || n,
        CASE WHEN n < :tenth THEN 'owner' ELSE 'member' END, 'User ' || n,
        CASE WHEN n % 50 = 49 THEN pg_temp.ago(n) END
    FROM generate_series(0, :users - 1) n;
INSERT INTO user_profiles (id, user_id, organization_id, bio)
    SELECT pg_temp.id('profile', n), pg_temp.id('user', n), pg_temp.id('organization', n % :tenth + 1), 'bio' FROM generate_series(0, :users - 1) n;
INSERT INTO subscription_plans (id, name, price, billing_period)
    SELECT pg_temp.id('plan', n), 'plan ' || n, n, CASE WHEN n % 2 = 0 THEN 'monthly' ELSE 'yearly' END FROM generate_series(1, :tenth) n;
INSERT INTO features (id, name, code) SELECT pg_temp.id('feature', n), 'feature ' || n, 'f' || n FROM generate_series(1, :tenth) n;
INSERT INTO plan_features (id, plan_id, feature_id)
    SELECT pg_temp.id('plan feature', n), pg_temp.id('plan', n / 10 + 1), pg_temp.id('feature', n % 10 + n / 100 % 100 * 10 + 1)
    FROM generate_series(0, :users - 1) n;
INSERT INTO subscriptions (id, organization_id, plan_id, status, start_date, end_date)
    SELECT pg_temp.id('subscription', n), pg_temp.id('organization', n % :tenth + 1), pg_temp.id('plan', pg_temp.pick(n, 1, :tenth)),
        CASE WHEN n < :tenth THEN 'active' WHEN n < :tenth * 2 THEN 'canceled' ELSE 'expired' END, pg_temp.ago(n), pg_temp.ago(n - 500000)
    FROM generate_series(0, :users - 1) n;
INSERT INTO projects (id, name, organization_id, created_by_id, deleted_at)
    SELECT pg_temp.id('project', n), 'project ' || n, pg_temp.id('organization', n % :tenth + 1), pg_temp.id('user', n),
        CASE WHEN n % 50 = 49 THEN pg_temp.ago(n) END
    FROM generate_series(0, :users - 1) n;
-- Task n is in project p of the same organization; every tenth is in the first one's.
INSERT INTO tasks (id, title, description, status, project_id, organization_id, assigned_to_id, created_by_id, due_date, deleted_at)
    SELECT pg_temp.id('task', n), 'repair part' || n, 'as described in letter' || n / 100,
        CASE WHEN n % 40 < 2 THEN 'in_progress' WHEN n % 3 = 0 THEN 'done' ELSE 'todo' END,
        pg_temp.id('project', p), pg_temp.id('organization', p % :tenth + 1), pg_temp.id('user', p), pg_temp.id('user', p),
        pg_temp.ago(-n), CASE WHEN n % 60 = 59 THEN pg_temp.ago(n) END
    FROM (SELECT n, CASE WHEN n % 10 = 0 THEN pg_temp.pick(n, 1, 2) * :tenth - :tenth ELSE pg_temp.pick(n, 2, :users) - 1 END AS p
        FROM generate_series(1, :rows) n) t;
INSERT INTO comments (id, task_id, organization_id, created_by_id, content, deleted_at)
    SELECT pg_temp.id('comment', row_number() OVER (ORDER BY t.id)), t.id, t.organization_id, t.created_by_id, 'agreed',
        CASE WHEN t.deleted_at IS NOT NULL THEN t.deleted_at END
    FROM tasks t;
