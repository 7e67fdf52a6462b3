--liquibase formatted sql logicalFilePath:catalogs/promptpal/027-protect-prompts.sql

--changeset schemuse:027-protect-prompts
--comment: Users work with their own prompts.
ALTER TABLE prompts ENABLE ROW LEVEL SECURITY;
ALTER TABLE prompts FORCE ROW LEVEL SECURITY;
GRANT SELECT ON prompts TO promptpal_app;
GRANT INSERT ON prompts TO promptpal_app;
GRANT UPDATE ON prompts TO promptpal_app;
GRANT DELETE ON prompts TO promptpal_app;
CREATE POLICY own_rows_select ON prompts FOR SELECT TO promptpal_app
    USING (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_insert ON prompts FOR INSERT TO promptpal_app
    WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_update ON prompts FOR UPDATE TO promptpal_app
    USING (user_id = (SELECT current_user_id()))
    WITH CHECK (user_id = (SELECT current_user_id()));
CREATE POLICY own_rows_delete ON prompts FOR DELETE TO promptpal_app
    USING (user_id = (SELECT current_user_id()));

--rollback DROP POLICY own_rows_delete ON prompts;
--rollback DROP POLICY own_rows_update ON prompts;
--rollback DROP POLICY own_rows_insert ON prompts;
--rollback DROP POLICY own_rows_select ON prompts;
--rollback REVOKE DELETE ON prompts FROM promptpal_app;
--rollback REVOKE UPDATE ON prompts FROM promptpal_app;
--rollback REVOKE INSERT ON prompts FROM promptpal_app;
--rollback REVOKE SELECT ON prompts FROM promptpal_app;
--rollback ALTER TABLE prompts NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE prompts DISABLE ROW LEVEL SECURITY;
