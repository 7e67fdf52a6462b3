--liquibase formatted sql logicalFilePath:catalogs/vibecoder/033-protect-comments.sql

--changeset schemuse:033-protect-comments
--comment: A tenant works with its own comments.
ALTER TABLE comments ENABLE ROW LEVEL SECURITY;
ALTER TABLE comments FORCE ROW LEVEL SECURITY;
GRANT SELECT ON comments TO vibecoder_app;
GRANT INSERT ON comments TO vibecoder_app;
GRANT UPDATE ON comments TO vibecoder_app;
GRANT DELETE ON comments TO vibecoder_app;
CREATE POLICY tenant_isolation_policy ON comments TO vibecoder_app
    USING (organization_id = (SELECT current_tenant_id()))
    WITH CHECK (organization_id = (SELECT current_tenant_id()));

--rollback DROP POLICY tenant_isolation_policy ON comments;
--rollback REVOKE DELETE ON comments FROM vibecoder_app;
--rollback REVOKE UPDATE ON comments FROM vibecoder_app;
--rollback REVOKE INSERT ON comments FROM vibecoder_app;
--rollback REVOKE SELECT ON comments FROM vibecoder_app;
--rollback ALTER TABLE comments NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE comments DISABLE ROW LEVEL SECURITY;
