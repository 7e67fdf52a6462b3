--liquibase formatted sql logicalFilePath:catalogs/vibemuse/033-create-current-user-class-function.sql

--changeset schemuse:033-create-current-user-class-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Applications ask this function for the class of the signed-in user. Policies look it up themselves: its SET clause costs more than that.
CREATE FUNCTION current_user_class() RETURNS user_class_enum
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- PL/pgSQL keeps the plan for the next statement; as an SQL function this would be planned in each.
    RETURN (SELECT u.user_class FROM users u WHERE u.id = (SELECT current_user_id()));
END
$function$;
COMMENT ON FUNCTION current_user_class() IS
    'Class of the signed-in user; NULL when nobody is signed in. Call it as (SELECT current_user_class()). Runs with the rights of the caller, who sees their own row.';
REVOKE ALL ON FUNCTION current_user_class() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_user_class() TO vibemuse_app;

--rollback DROP FUNCTION current_user_class();
