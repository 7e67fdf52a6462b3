--liquibase formatted sql logicalFilePath:catalogs/promptpal/034-leave-deleted-folders.sql

--changeset schemuse:034-leave-deleted-folders
--comment: The triggers for it: where a prompt is put into a folder.
CREATE TRIGGER prompts_leave_deleted_folder_on_insert BEFORE INSERT ON prompts
    FOR EACH ROW WHEN (NEW.folder_id IS NOT NULL)
    EXECUTE FUNCTION leave_deleted_folder();
CREATE TRIGGER prompts_leave_deleted_folder_on_update BEFORE UPDATE OF folder_id ON prompts
    FOR EACH ROW WHEN (NEW.folder_id IS NOT NULL AND NEW.folder_id IS DISTINCT FROM OLD.folder_id)
    EXECUTE FUNCTION leave_deleted_folder();

--rollback DROP TRIGGER prompts_leave_deleted_folder_on_update ON prompts;
--rollback DROP TRIGGER prompts_leave_deleted_folder_on_insert ON prompts;
