--liquibase formatted sql logicalFilePath:catalogs/promptpal/024-create-empty-deleted-folder-function.sql

--changeset schemuse:024-create-empty-deleted-folder-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: A folder that is deleted softly lets its prompts go, as one that is deleted does by its foreign key.
CREATE FUNCTION empty_deleted_folder() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    UPDATE prompts SET folder_id = NULL WHERE folder_id = NEW.id;
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION empty_deleted_folder() IS
    'Takes the prompts out of a folder that was deleted softly.';
REVOKE ALL ON FUNCTION empty_deleted_folder() FROM PUBLIC;

--rollback DROP FUNCTION empty_deleted_folder();
