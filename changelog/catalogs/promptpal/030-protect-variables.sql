--liquibase formatted sql logicalFilePath:catalogs/promptpal/030-protect-variables.sql

--changeset schemuse:030-protect-variables
--comment: Users work with the variables of their own prompts.
ALTER TABLE variables ENABLE ROW LEVEL SECURITY;
ALTER TABLE variables FORCE ROW LEVEL SECURITY;
GRANT SELECT ON variables TO promptpal_app;
GRANT INSERT ON variables TO promptpal_app;
GRANT UPDATE ON variables TO promptpal_app;
GRANT DELETE ON variables TO promptpal_app;
-- Users who see a prompt see what hangs on it; users who write own the prompt. The index of prompt_id looks up the ids in an
-- array, so what it costs depends on the rows of this user alone. A new row asks for its one prompt by key.
CREATE POLICY own_prompts_select ON variables FOR SELECT TO promptpal_app
    USING (prompt_id = ANY (ARRAY(SELECT p.id FROM prompts p)));
CREATE POLICY own_prompts_insert ON variables FOR INSERT TO promptpal_app
    WITH CHECK ((SELECT p.user_id FROM prompts p WHERE p.id = variables.prompt_id) = (SELECT current_user_id()));
CREATE POLICY own_prompts_update ON variables FOR UPDATE TO promptpal_app
    USING (prompt_id = ANY (ARRAY(SELECT p.id FROM prompts p WHERE p.user_id = (SELECT current_user_id()))))
    WITH CHECK ((SELECT p.user_id FROM prompts p WHERE p.id = variables.prompt_id) = (SELECT current_user_id()));
CREATE POLICY own_prompts_delete ON variables FOR DELETE TO promptpal_app
    USING (prompt_id = ANY (ARRAY(SELECT p.id FROM prompts p WHERE p.user_id = (SELECT current_user_id()))));

--rollback DROP POLICY own_prompts_delete ON variables;
--rollback DROP POLICY own_prompts_update ON variables;
--rollback DROP POLICY own_prompts_insert ON variables;
--rollback DROP POLICY own_prompts_select ON variables;
--rollback REVOKE DELETE ON variables FROM promptpal_app;
--rollback REVOKE UPDATE ON variables FROM promptpal_app;
--rollback REVOKE INSERT ON variables FROM promptpal_app;
--rollback REVOKE SELECT ON variables FROM promptpal_app;
--rollback ALTER TABLE variables NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE variables DISABLE ROW LEVEL SECURITY;
