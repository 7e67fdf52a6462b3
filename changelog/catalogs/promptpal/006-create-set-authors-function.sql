--liquibase formatted sql logicalFilePath:catalogs/promptpal/006-create-set-authors-function.sql

--changeset schemuse:006-create-set-authors-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that keeps created_by and updated_by true.
CREATE FUNCTION set_authors() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
DECLARE
    author CONSTANT uuid := current_user_id();
BEGIN
    IF TG_OP = 'INSERT' THEN
        -- Without a user, which only roles past row security get away with, the statement has the word.
        NEW.created_by := coalesce(author, NEW.created_by);
        NEW.updated_by := coalesce(author, NEW.updated_by);
    ELSIF pg_trigger_depth() > 1 AND NOT row_security_active(TG_RELID)
        AND (NEW.created_by, NEW.updated_by) IS DISTINCT FROM (OLD.created_by, OLD.updated_by)
        AND coalesce(NEW.created_by, OLD.created_by) IS NOT DISTINCT FROM OLD.created_by
        AND coalesce(NEW.updated_by, OLD.updated_by) IS NOT DISTINCT FROM OLD.updated_by THEN
        -- The foreign keys empty both when the user they name is deleted. They act past row-level security; a trigger
        -- that an application puts on a temporary table of its own does not.
        NULL;
    ELSE
        NEW.created_by := OLD.created_by;
        NEW.updated_by := coalesce(author, NEW.updated_by);
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION set_authors() IS
    'Writes the signed-in user to created_by and updated_by, whatever the statement said; created_by never changes.';
REVOKE ALL ON FUNCTION set_authors() FROM PUBLIC;

--rollback DROP FUNCTION set_authors();
