--liquibase formatted sql logicalFilePath:catalogs/promptpal/029-protect-module-options.sql

--changeset schemuse:029-protect-module-options
--comment: Users work with the options of the modules of their own prompts.
ALTER TABLE module_options ENABLE ROW LEVEL SECURITY;
ALTER TABLE module_options FORCE ROW LEVEL SECURITY;
GRANT SELECT ON module_options TO promptpal_app;
GRANT INSERT ON module_options TO promptpal_app;
GRANT UPDATE ON module_options TO promptpal_app;
GRANT DELETE ON module_options TO promptpal_app;
-- Who sees a module sees its options: the policy of modules is asked, once. Whoever writes has to own the prompt.
CREATE POLICY own_prompts_select ON module_options FOR SELECT TO promptpal_app
    USING (EXISTS (SELECT FROM modules m WHERE m.id = module_options.module_id));
CREATE POLICY own_prompts_insert ON module_options FOR INSERT TO promptpal_app
    WITH CHECK (EXISTS (
        SELECT FROM modules m JOIN prompts p ON p.id = m.prompt_id
        WHERE m.id = module_options.module_id AND p.user_id = (SELECT current_user_id())
    ));
CREATE POLICY own_prompts_update ON module_options FOR UPDATE TO promptpal_app
    USING (EXISTS (
        SELECT FROM modules m JOIN prompts p ON p.id = m.prompt_id
        WHERE m.id = module_options.module_id AND p.user_id = (SELECT current_user_id())
    ))
    WITH CHECK (EXISTS (
        SELECT FROM modules m JOIN prompts p ON p.id = m.prompt_id
        WHERE m.id = module_options.module_id AND p.user_id = (SELECT current_user_id())
    ));
CREATE POLICY own_prompts_delete ON module_options FOR DELETE TO promptpal_app
    USING (EXISTS (
        SELECT FROM modules m JOIN prompts p ON p.id = m.prompt_id
        WHERE m.id = module_options.module_id AND p.user_id = (SELECT current_user_id())
    ));

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
