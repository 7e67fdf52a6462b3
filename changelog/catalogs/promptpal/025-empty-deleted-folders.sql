--liquibase formatted sql logicalFilePath:catalogs/promptpal/025-empty-deleted-folders.sql

--changeset schemuse:025-empty-deleted-folders
--comment: The trigger for it: only where a folder goes from living to deleted.
CREATE TRIGGER folders_empty_deleted AFTER UPDATE OF deleted_at ON folders
    FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL)
    EXECUTE FUNCTION empty_deleted_folder();

--rollback DROP TRIGGER folders_empty_deleted ON folders;
