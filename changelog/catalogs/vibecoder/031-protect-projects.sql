--liquibase formatted sql logicalFilePath:catalogs/vibecoder/031-protect-projects.sql

--changeset schemuse:031-protect-projects
--comment: A tenant works with its own projects.
ALTER TABLE projects ENABLE ROW LEVEL SECURITY;
ALTER TABLE projects FORCE ROW LEVEL SECURITY;
GRANT SELECT ON projects TO vibecoder_app;
GRANT INSERT ON projects TO vibecoder_app;
GRANT UPDATE ON projects TO vibecoder_app;
GRANT DELETE ON projects TO vibecoder_app;
CREATE POLICY tenant_isolation_policy ON projects TO vibecoder_app
    USING (organization_id = (SELECT current_tenant_id()))
    WITH CHECK (organization_id = (SELECT current_tenant_id()));

--rollback DROP POLICY tenant_isolation_policy ON projects;
--rollback REVOKE DELETE ON projects FROM vibecoder_app;
--rollback REVOKE UPDATE ON projects FROM vibecoder_app;
--rollback REVOKE INSERT ON projects FROM vibecoder_app;
--rollback REVOKE SELECT ON projects FROM vibecoder_app;
--rollback ALTER TABLE projects NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE projects DISABLE ROW LEVEL SECURITY;
