package org.schemuse.changelog.behaviour;

import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Tenants of vibecoder: two rows in most tables of each. */
final class VibecoderTenancy implements Tenancy {
    @Override
    public String catalog() {
        return "vibecoder";
    }

    @Override
    public String owners() {
        return "organizations";
    }

    @Override
    public String setting() {
        return "app.current_tenant_id";
    }

    @Override
    public Set<String> open() {
        return Set.of("subscription_plans", "features", "plan_features");
    }

    @Override
    public void fill(Handle root, UUID tenant) {
        String name = tenant.toString();
        root.execute("INSERT INTO organizations (id, name, domain) VALUES (?, ?, ?)", tenant, "tenant " + name, name);
        root.execute(
                "INSERT INTO users (email, organization_id, auth0_id, name)"
                        + " SELECT n || '@' || ?::text, ?, 'auth0|' || n || ?, 'user ' || n FROM generate_series(1, 2) n",
                name,
                tenant,
                name);
        root.execute(
                "INSERT INTO user_profiles (user_id, organization_id, bio)"
                        + " SELECT id, organization_id, 'of ' || ?::text FROM users WHERE organization_id = ?",
                name,
                tenant);
        root.execute("INSERT INTO subscription_plans (name, price, billing_period) VALUES ('basic', 9.5, 'monthly')"
                + " ON CONFLICT DO NOTHING");
        root.execute("INSERT INTO features (name, code) VALUES ('Search', 'search') ON CONFLICT DO NOTHING");
        root.execute(
                "INSERT INTO plan_features (plan_id, feature_id) SELECT p.id, f.id FROM subscription_plans p, features f"
                        + " WHERE p.name = 'basic' AND f.code = 'search' ON CONFLICT DO NOTHING");
        root.execute(
                "INSERT INTO subscriptions (organization_id, plan_id, status, start_date)"
                        + " SELECT ?, p.id, 'active', now() FROM subscription_plans p WHERE p.name = 'basic'",
                tenant);
        root.execute(
                "INSERT INTO projects (name, organization_id, created_by_id)"
                        + " SELECT 'project ' || u.name, u.organization_id, u.id FROM users u WHERE u.organization_id = ?",
                tenant);
        root.execute(
                "INSERT INTO tasks (title, description, project_id, organization_id, assigned_to_id, created_by_id)"
                        + " SELECT 'repair the harbour', 'of ' || ?::text, p.id, p.organization_id, p.created_by_id, p.created_by_id"
                        + " FROM projects p WHERE p.organization_id = ?",
                name,
                tenant);
        root.execute(
                "INSERT INTO comments (task_id, organization_id, created_by_id, content)"
                        + " SELECT t.id, t.organization_id, t.created_by_id, 'of ' || ?::text FROM tasks t WHERE t.organization_id = ?",
                name,
                tenant);
    }
}
