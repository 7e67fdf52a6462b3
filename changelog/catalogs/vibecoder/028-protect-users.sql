--liquibase formatted sql logicalFilePath:catalogs/vibecoder/028-protect-users.sql

--changeset schemuse:028-protect-users
--comment: A tenant works with its own users; the owner of the schema reads for the look-up at sign-in.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
GRANT SELECT ON users TO vibecoder_app;
GRANT INSERT ON users TO vibecoder_app;
GRANT UPDATE ON users TO vibecoder_app;
GRANT DELETE ON users TO vibecoder_app;
CREATE POLICY tenant_isolation_policy ON users TO vibecoder_app
    USING (organization_id = (SELECT current_tenant_id()))
    WITH CHECK (organization_id = (SELECT current_tenant_id()));
CREATE POLICY owner_reads_for_login ON users FOR SELECT TO CURRENT_USER
    USING (true);

--rollback DROP POLICY owner_reads_for_login ON users;
--rollback DROP POLICY tenant_isolation_policy ON users;
--rollback REVOKE DELETE ON users FROM vibecoder_app;
--rollback REVOKE UPDATE ON users FROM vibecoder_app;
--rollback REVOKE INSERT ON users FROM vibecoder_app;
--rollback REVOKE SELECT ON users FROM vibecoder_app;
--rollback ALTER TABLE users NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE users DISABLE ROW LEVEL SECURITY;
