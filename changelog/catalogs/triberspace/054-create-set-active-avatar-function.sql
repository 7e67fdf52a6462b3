--liquibase formatted sql logicalFilePath:catalogs/triberspace/054-create-set-active-avatar-function.sql

--changeset schemuse:054-create-set-active-avatar-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The way to change from one avatar to another.
CREATE FUNCTION set_active_avatar(of_user text, avatar integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- Two switches of one user come one after the other; new avatars and other references do not wait.
    PERFORM FROM "user" u WHERE u.id = of_user FOR NO KEY UPDATE;
    UPDATE user_avatars a SET is_active = false WHERE a.user_id = of_user AND a.is_active AND a.id <> avatar;
    UPDATE user_avatars a SET is_active = true WHERE a.user_id = of_user AND a.id = avatar AND NOT a.is_active;
    IF NOT EXISTS (SELECT FROM user_avatars a WHERE a.user_id = of_user AND a.id = avatar) THEN
        RAISE EXCEPTION 'user % has no avatar %', of_user, avatar USING ERRCODE = 'no_data_found';
    END IF;
END
$function$;
COMMENT ON FUNCTION set_active_avatar(text, integer) IS
    'Makes this avatar the active one of the user, and the one before inactive. An avatar of somebody else is refused (P0002).';
REVOKE ALL ON FUNCTION set_active_avatar(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_active_avatar(text, integer) TO triberspace_app;

--rollback DROP FUNCTION set_active_avatar(text, integer);
