--liquibase formatted sql logicalFilePath:catalogs/vibemuse/060-create-exit-is-locked-function.sql

--changeset schemuse:060-create-exit-is-locked-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: A lock may be hidden from the user who wants to pass, so this looks with the rights of the owner.
CREATE FUNCTION exit_is_locked(exit_id uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path FROM CURRENT
AS $function$
BEGIN
    RETURN EXISTS (SELECT FROM attributes a WHERE a.object_id = exit_id AND lower(a.name) = 'lock');
END
$function$;
COMMENT ON FUNCTION exit_is_locked(uuid) IS
    'Whether an exit has a lock, whatever it says: only the game can tell whom it lets through.';
REVOKE ALL ON FUNCTION exit_is_locked(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION exit_is_locked(uuid) TO vibemuse_app;

--rollback DROP FUNCTION exit_is_locked(uuid);
