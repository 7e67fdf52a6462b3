--liquibase formatted sql logicalFilePath:catalogs/promptpal/023-create-author-triggers.sql

--changeset schemuse:023-create-author-triggers
--comment: Every table keeps created_by and updated_by by a trigger.
CREATE TRIGGER folders_set_authors BEFORE INSERT OR UPDATE ON folders
    FOR EACH ROW EXECUTE FUNCTION set_authors();
CREATE TRIGGER prompts_set_authors BEFORE INSERT OR UPDATE ON prompts
    FOR EACH ROW EXECUTE FUNCTION set_authors();
CREATE TRIGGER modules_set_authors BEFORE INSERT OR UPDATE ON modules
    FOR EACH ROW EXECUTE FUNCTION set_authors();
CREATE TRIGGER module_options_set_authors BEFORE INSERT OR UPDATE ON module_options
    FOR EACH ROW EXECUTE FUNCTION set_authors();
CREATE TRIGGER variables_set_authors BEFORE INSERT OR UPDATE ON variables
    FOR EACH ROW EXECUTE FUNCTION set_authors();
CREATE TRIGGER encrypted_api_keys_set_authors BEFORE INSERT OR UPDATE ON encrypted_api_keys
    FOR EACH ROW EXECUTE FUNCTION set_authors();
CREATE TRIGGER usage_tracking_set_authors BEFORE INSERT OR UPDATE ON usage_tracking
    FOR EACH ROW EXECUTE FUNCTION set_authors();

--rollback DROP TRIGGER usage_tracking_set_authors ON usage_tracking;
--rollback DROP TRIGGER encrypted_api_keys_set_authors ON encrypted_api_keys;
--rollback DROP TRIGGER variables_set_authors ON variables;
--rollback DROP TRIGGER module_options_set_authors ON module_options;
--rollback DROP TRIGGER modules_set_authors ON modules;
--rollback DROP TRIGGER prompts_set_authors ON prompts;
--rollback DROP TRIGGER folders_set_authors ON folders;
