--liquibase formatted sql logicalFilePath:catalogs/promptpal/031-protect-encrypted-api-keys.sql

--changeset schemuse:031-protect-encrypted-api-keys
--comment: Users work with their own keys.
ALTER TABLE encrypted_api_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE encrypted_api_keys FORCE ROW LEVEL SECURITY;
GRANT SELECT ON encrypted_api_keys TO promptpal_app;
GRANT INSERT ON encrypted_api_keys TO promptpal_app;
GRANT UPDATE ON encrypted_api_keys TO promptpal_app;
GRANT DELETE ON encrypted_api_keys TO promptpal_app;
CREATE POLICY own_rows_select ON encrypted_api_keys FOR SELECT TO promptpal_app
    USING (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_insert ON encrypted_api_keys FOR INSERT TO promptpal_app
    WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_update ON encrypted_api_keys FOR UPDATE TO promptpal_app
    USING (user_id = (SELECT current_user_id()))
    WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_delete ON encrypted_api_keys FOR DELETE TO promptpal_app
    USING (user_id = (SELECT current_user_id()));

--rollback DROP POLICY own_rows_delete ON encrypted_api_keys;
--rollback DROP POLICY own_rows_update ON encrypted_api_keys;
--rollback DROP POLICY own_rows_insert ON encrypted_api_keys;
--rollback DROP POLICY own_rows_select ON encrypted_api_keys;
--rollback REVOKE DELETE ON encrypted_api_keys FROM promptpal_app;
--rollback REVOKE UPDATE ON encrypted_api_keys FROM promptpal_app;
--rollback REVOKE INSERT ON encrypted_api_keys FROM promptpal_app;
--rollback REVOKE SELECT ON encrypted_api_keys FROM promptpal_app;
--rollback ALTER TABLE encrypted_api_keys NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE encrypted_api_keys DISABLE ROW LEVEL SECURITY;
