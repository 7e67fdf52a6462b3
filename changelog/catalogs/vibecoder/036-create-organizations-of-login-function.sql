--liquibase formatted sql logicalFilePath:catalogs/vibecoder/036-create-organizations-of-login-function.sql

--changeset schemuse:036-create-organizations-of-login-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Sign-in knows a person before it knows a tenant.
CREATE FUNCTION organizations_of_login(login text) RETURNS TABLE (user_id uuid, organization_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path FROM CURRENT
AS $function$
    SELECT u.id, u.organization_id
    FROM users u
    JOIN organizations o ON o.id = u.organization_id
    WHERE u.auth0_id = login AND u.deleted_at IS NULL AND o.deleted_at IS NULL
$function$;
COMMENT ON FUNCTION organizations_of_login(text) IS
    'The tenants a person belongs to, and the user they are there; nothing else of any tenant. The caller has verified the identity with Auth0.';
REVOKE ALL ON FUNCTION organizations_of_login(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organizations_of_login(text) TO vibecoder_app;

--rollback DROP FUNCTION organizations_of_login(text);
