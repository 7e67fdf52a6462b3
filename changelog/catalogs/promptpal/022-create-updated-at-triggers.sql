--liquibase formatted sql logicalFilePath:catalogs/promptpal/022-create-updated-at-triggers.sql

--changeset schemuse:022-create-updated-at-triggers
--comment: Every table keeps updated_at by a trigger.
CREATE TRIGGER folders_update_updated_at BEFORE UPDATE ON folders
    FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CREATE TRIGGER prompts_update_updated_at BEFORE UPDATE ON prompts
    FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CREATE TRIGGER modules_update_updated_at BEFORE UPDATE ON modules
    FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CREATE TRIGGER module_options_update_updated_at BEFORE UPDATE ON module_options
    FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CREATE TRIGGER variables_update_updated_at BEFORE UPDATE ON variables
    FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CREATE TRIGGER encrypted_api_keys_update_updated_at BEFORE UPDATE ON encrypted_api_keys
    FOR EACH ROW EXECUTE FUNCTION update_updated_at();
CREATE TRIGGER usage_tracking_update_updated_at BEFORE UPDATE ON usage_tracking
    FOR EACH ROW EXECUTE FUNCTION update_updated_at();

--rollback DROP TRIGGER usage_tracking_update_updated_at ON usage_tracking;
--rollback DROP TRIGGER encrypted_api_keys_update_updated_at ON encrypted_api_keys;
--rollback DROP TRIGGER variables_update_updated_at ON variables;
--rollback DROP TRIGGER module_options_update_updated_at ON module_options;
--rollback DROP TRIGGER modules_update_updated_at ON modules;
--rollback DROP TRIGGER prompts_update_updated_at ON prompts;
--rollback DROP TRIGGER folders_update_updated_at ON folders;
