--liquibase formatted sql logicalFilePath:catalogs/promptpal/026-protect-folders.sql

--changeset schemuse:026-protect-folders
--comment: Users work with their own folders.
ALTER TABLE folders ENABLE ROW LEVEL SECURITY;
ALTER TABLE folders FORCE ROW LEVEL SECURITY;
GRANT SELECT ON folders TO promptpal_app;
GRANT INSERT ON folders TO promptpal_app;
GRANT UPDATE ON folders TO promptpal_app;
GRANT DELETE ON folders TO promptpal_app;
CREATE POLICY own_rows_select ON folders FOR SELECT TO promptpal_app
    USING (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_insert ON folders FOR INSERT TO promptpal_app
    WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_update ON folders FOR UPDATE TO promptpal_app
    USING (user_id = (SELECT current_user_id()))
    WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_delete ON folders FOR DELETE TO promptpal_app
    USING (user_id = (SELECT current_user_id()));

--rollback DROP POLICY own_rows_delete ON folders;
--rollback DROP POLICY own_rows_update ON folders;
--rollback DROP POLICY own_rows_insert ON folders;
--rollback DROP POLICY own_rows_select ON folders;
--rollback REVOKE DELETE ON folders FROM promptpal_app;
--rollback REVOKE UPDATE ON folders FROM promptpal_app;
--rollback REVOKE INSERT ON folders FROM promptpal_app;
--rollback REVOKE SELECT ON folders FROM promptpal_app;
--rollback ALTER TABLE folders NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE folders DISABLE ROW LEVEL SECURITY;
