--liquibase formatted sql logicalFilePath:catalogs/vibecoder/030-protect-subscriptions.sql

--changeset schemuse:030-protect-subscriptions
--comment: A tenant works with its own subscriptions.
ALTER TABLE subscriptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE subscriptions FORCE ROW LEVEL SECURITY;
GRANT SELECT ON subscriptions TO vibecoder_app;
GRANT INSERT ON subscriptions TO vibecoder_app;
GRANT UPDATE ON subscriptions TO vibecoder_app;
GRANT DELETE ON subscriptions TO vibecoder_app;
CREATE POLICY tenant_isolation_policy ON subscriptions TO vibecoder_app
    USING (organization_id = (SELECT current_tenant_id()))
    WITH CHECK (organization_id = (SELECT current_tenant_id()));

--rollback DROP POLICY tenant_isolation_policy ON subscriptions;
--rollback REVOKE DELETE ON subscriptions FROM vibecoder_app;
--rollback REVOKE UPDATE ON subscriptions FROM vibecoder_app;
--rollback REVOKE INSERT ON subscriptions FROM vibecoder_app;
--rollback REVOKE SELECT ON subscriptions FROM vibecoder_app;
--rollback ALTER TABLE subscriptions NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE subscriptions DISABLE ROW LEVEL SECURITY;
