--liquibase formatted sql logicalFilePath:catalogs/vibecoder/027-protect-organizations.sql

--changeset schemuse:027-protect-organizations
--comment: A tenant sees its own row and may change its name and logo.
ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
GRANT SELECT ON organizations TO vibecoder_app;
GRANT UPDATE (name, logo_url) ON organizations TO vibecoder_app;
CREATE POLICY tenant_isolation_policy ON organizations TO vibecoder_app
    USING (id = (SELECT current_tenant_id()))
    WITH CHECK (id = (SELECT current_tenant_id()));
CREATE POLICY owner_reads_for_login ON organizations FOR SELECT TO CURRENT_USER
    USING (true);

--rollback DROP POLICY owner_reads_for_login ON organizations;
--rollback DROP POLICY tenant_isolation_policy ON organizations;
--rollback REVOKE UPDATE (name, logo_url) ON organizations FROM vibecoder_app;
--rollback REVOKE SELECT ON organizations FROM vibecoder_app;
--rollback ALTER TABLE organizations NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE organizations DISABLE ROW LEVEL SECURITY;
