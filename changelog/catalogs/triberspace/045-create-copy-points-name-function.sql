--liquibase formatted sql logicalFilePath:catalogs/triberspace/045-create-copy-points-name-function.sql

--changeset schemuse:045-create-copy-points-name-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that keeps both names of the points the same.
CREATE FUNCTION copy_points_name() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- Also if the name seems to be the same: the creator may be about to change in another session.
    UPDATE creators SET points_name = NEW.points_name WHERE id = NEW.creator_id;
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION copy_points_name() IS
    'Copies points_name to the creator. Runs with the rights of the owner, as what it does is not a choice of the caller.';
REVOKE ALL ON FUNCTION copy_points_name() FROM PUBLIC;

--rollback DROP FUNCTION copy_points_name();
