--liquibase formatted sql logicalFilePath:catalogs/vibecoder/057-protect-project-templates.sql

--changeset schemuse:057-protect-project-templates labels:optional,evolution,project-templates
--comment: A tenant works with its own templates.
ALTER TABLE project_templates ENABLE ROW LEVEL SECURITY;
ALTER TABLE project_templates FORCE ROW LEVEL SECURITY;
GRANT SELECT ON project_templates TO vibecoder_app;
GRANT INSERT ON project_templates TO vibecoder_app;
GRANT UPDATE ON project_templates TO vibecoder_app;
GRANT DELETE ON project_templates TO vibecoder_app;
CREATE POLICY tenant_isolation_policy ON project_templates TO vibecoder_app
    USING (organization_id = (SELECT current_tenant_id()))
    WITH CHECK (organization_id = (SELECT current_tenant_id()));

--rollback DROP POLICY tenant_isolation_policy ON project_templates;
--rollback REVOKE DELETE ON project_templates FROM vibecoder_app;
--rollback REVOKE UPDATE ON project_templates FROM vibecoder_app;
--rollback REVOKE INSERT ON project_templates FROM vibecoder_app;
--rollback REVOKE SELECT ON project_templates FROM vibecoder_app;
--rollback ALTER TABLE project_templates NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE project_templates DISABLE ROW LEVEL SECURITY;
