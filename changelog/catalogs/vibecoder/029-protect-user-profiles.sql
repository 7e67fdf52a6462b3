--liquibase formatted sql logicalFilePath:catalogs/vibecoder/029-protect-user-profiles.sql

--changeset schemuse:029-protect-user-profiles
--comment: A tenant works with its own user profiles.
ALTER TABLE user_profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_profiles FORCE ROW LEVEL SECURITY;
GRANT SELECT ON user_profiles TO vibecoder_app;
GRANT INSERT ON user_profiles TO vibecoder_app;
GRANT UPDATE ON user_profiles TO vibecoder_app;
GRANT DELETE ON user_profiles TO vibecoder_app;
CREATE POLICY tenant_isolation_policy ON user_profiles TO vibecoder_app
    USING (organization_id = (SELECT current_tenant_id()))
    WITH CHECK (organization_id = (SELECT current_tenant_id()));

--rollback DROP POLICY tenant_isolation_policy ON user_profiles;
--rollback REVOKE DELETE ON user_profiles FROM vibecoder_app;
--rollback REVOKE UPDATE ON user_profiles FROM vibecoder_app;
--rollback REVOKE INSERT ON user_profiles FROM vibecoder_app;
--rollback REVOKE SELECT ON user_profiles FROM vibecoder_app;
--rollback ALTER TABLE user_profiles NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE user_profiles DISABLE ROW LEVEL SECURITY;
