--liquibase formatted sql logicalFilePath:catalogs/promptpal/033-create-leave-deleted-folder-function.sql

--changeset schemuse:033-create-leave-deleted-folder-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that keeps prompts out of folders that are deleted softly, also when two sessions act at once.
CREATE FUNCTION leave_deleted_folder() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- Two sessions may put a prompt into the folder and delete it softly at once. Whoever comes second waits, and then sees
    -- what the first did, or at REPEATABLE READ has to try again: a lock alone would let it go on with what it saw before.
    UPDATE folders f SET updated_at = now() WHERE f.id = NEW.folder_id AND f.xmin <> pg_current_xact_id()::xid;
    IF EXISTS (SELECT FROM folders f WHERE f.id = NEW.folder_id AND f.deleted_at IS NOT NULL) THEN
        NEW.folder_id := NULL;
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION leave_deleted_folder() IS
    'Empties folder_id of a prompt that is put into a folder that was deleted softly.';
REVOKE ALL ON FUNCTION leave_deleted_folder() FROM PUBLIC;

--rollback DROP FUNCTION leave_deleted_folder();
