--liquibase formatted sql logicalFilePath:catalogs/vibecoder/043-create-guard-login-function.sql

--changeset schemuse:043-create-guard-login-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that keeps tenants from taking the identity of a person of another tenant.
CREATE FUNCTION guard_login() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- The owner of the schema and other roles past row-level security synchronise users with Auth0 as they are.
    IF row_security_active(TG_RELID)
        AND NEW.auth0_id IS DISTINCT FROM current_setting('app.current_login', true)
        AND belongs_elsewhere(NEW.auth0_id) THEN
        RAISE EXCEPTION 'auth0_id belongs to a person of another tenant'
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Let the person sign in and join: set app.current_login to the identity that Auth0 verified.';
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION guard_login() IS
    'Refuses a tenant the auth0_id of a person of another tenant (42501), unless app.current_login says that this person is signed in.';
REVOKE ALL ON FUNCTION guard_login() FROM PUBLIC;

--rollback DROP FUNCTION guard_login();
