--liquibase formatted sql logicalFilePath:catalogs/promptpal/029-protect-module-options.sql

--changeset schemuse:029-protect-module-options
--comment: Users work with the options of the modules of their own prompts.
ALTER TABLE module_options ENABLE ROW LEVEL SECURITY;
ALTER TABLE module_options FORCE ROW LEVEL SECURITY;
GRANT SELECT ON module_options TO promptpal_app;
GRANT INSERT ON module_options TO promptpal_app;
GRANT UPDATE ON module_options TO promptpal_app;
GRANT DELETE ON module_options TO promptpal_app;
-- Users who see a module see its options; users who write own the prompt. The index of module_id looks up the ids in an
-- array, so what it costs depends on the rows of this user alone. A new row asks for its module and its prompt by key.
CREATE POLICY own_prompts_select ON module_options FOR SELECT TO promptpal_app
    USING (module_id = ANY (ARRAY(SELECT m.id FROM modules m)));
CREATE POLICY own_prompts_insert ON module_options FOR INSERT TO promptpal_app
    WITH CHECK ((
        SELECT p.user_id FROM prompts p
        WHERE p.id = (SELECT m.prompt_id FROM modules m WHERE m.id = module_options.module_id)
    ) = (SELECT current_user_id()));
CREATE POLICY own_prompts_update ON module_options FOR UPDATE TO promptpal_app
    USING (module_id = ANY (ARRAY(
        SELECT m.id FROM modules m
        WHERE m.prompt_id = ANY (ARRAY(SELECT p.id FROM prompts p WHERE p.user_id = (SELECT current_user_id())))
    )))
    WITH CHECK ((
        SELECT p.user_id FROM prompts p
        WHERE p.id = (SELECT m.prompt_id FROM modules m WHERE m.id = module_options.module_id)
    ) = (SELECT current_user_id()));
CREATE POLICY own_prompts_delete ON module_options FOR DELETE TO promptpal_app
    USING (module_id = ANY (ARRAY(
        SELECT m.id FROM modules m
        WHERE m.prompt_id = ANY (ARRAY(SELECT p.id FROM prompts p WHERE p.user_id = (SELECT current_user_id())))
    )));

--rollback DROP POLICY own_prompts_delete ON module_options;
--rollback DROP POLICY own_prompts_update ON module_options;
--rollback DROP POLICY own_prompts_insert ON module_options;
--rollback DROP POLICY own_prompts_select ON module_options;
--rollback REVOKE DELETE ON module_options FROM promptpal_app;
--rollback REVOKE UPDATE ON module_options FROM promptpal_app;
--rollback REVOKE INSERT ON module_options FROM promptpal_app;
--rollback REVOKE SELECT ON module_options FROM promptpal_app;
--rollback ALTER TABLE module_options NO FORCE ROW LEVEL SECURITY;
--rollback ALTER TABLE module_options DISABLE ROW LEVEL SECURITY;
