--liquibase formatted sql logicalFilePath:catalogs/promptpal/028-protect-modules.sql

--changeset schemuse:028-protect-modules
--comment: Users work with the modules of their own prompts.
ALTER TABLE modules ENABLE ROW LEVEL SECURITY;
ALTER TABLE modules FORCE ROW LEVEL SECURITY;
GRANT SELECT ON modules TO promptpal_app;
GRANT INSERT ON modules TO promptpal_app;
GRANT UPDATE ON modules TO promptpal_app;
GRANT DELETE ON modules TO promptpal_app;
-- Users who see a prompt see what hangs on it; users who write own the prompt. The index of prompt_id looks up the ids in an
-- array, so what it costs depends on the rows of this user alone. A new row asks for its one prompt by key.
CREATE POLICY own_prompts_select ON modules FOR SELECT TO promptpal_app
    USING (prompt_id = ANY (ARRAY(SELECT p.id FROM prompts p)));
CREATE POLICY own_prompts_insert ON modules FOR INSERT TO promptpal_app
    WITH CHECK ((SELECT p.user_id FROM prompts p WHERE p.id = modules.prompt_id) = (SELECT current_user_id()));
CREATE POLICY own_prompts_update ON modules FOR UPDATE TO promptpal_app
    USING (prompt_id = ANY (ARRAY(SELECT p.id FROM prompts p WHERE p.user_id = (SELECT current_user_id()))))
    WITH CHECK ((SELECT p.user_id FROM prompts p WHERE p.id = modules.prompt_id) = (SELECT current_user_id()));
CREATE POLICY own_prompts_delete ON modules FOR DELETE TO promptpal_app
    USING (prompt_id = ANY (ARRAY(SELECT p.id FROM prompts p WHERE p.user_id = (SELECT current_user_id()))));

--rollback DROP POLICY own_prompts_delete ON modules;
--rollback DROP POLICY own_prompts_update ON modules;
--rollback DROP POLICY own_prompts_insert ON modules;
--rollback DROP POLICY own_prompts_select ON modules;
--rollback REVOKE DELETE ON modules FROM promptpal_app;
--rollback REVOKE UPDATE ON modules FROM promptpal_app;
--rollback REVOKE INSERT ON modules FROM promptpal_app;
--rollback REVOKE SELECT ON modules FROM promptpal_app;
--rollback ALTER TABLE modules NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE modules DISABLE ROW LEVEL SECURITY;
