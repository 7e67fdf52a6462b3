--liquibase formatted sql logicalFilePath:catalogs/vibecoder/020-index-subscriptions.sql

--changeset schemuse:020-index-subscriptions
--comment: Serves: subscriptions of a tenant, by status, and of a plan; lets a tenant have one that is active.
CREATE INDEX subscriptions_organization_id_idx ON subscriptions (organization_id);
CREATE INDEX subscriptions_plan_id_idx ON subscriptions (plan_id);
CREATE INDEX subscriptions_organization_status_idx ON subscriptions (organization_id, status);
CREATE UNIQUE INDEX subscriptions_one_active_key ON subscriptions (organization_id) WHERE status = 'active';

--rollback DROP INDEX subscriptions_one_active_key;
--rollback DROP INDEX subscriptions_organization_status_idx;
--rollback DROP INDEX subscriptions_plan_id_idx;
--rollback DROP INDEX subscriptions_organization_id_idx;
