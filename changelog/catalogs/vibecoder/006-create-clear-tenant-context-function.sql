--liquibase formatted sql logicalFilePath:catalogs/vibecoder/006-create-clear-tenant-context-function.sql

--changeset schemuse:006-create-clear-tenant-context-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Takes a session out of its tenant.
CREATE FUNCTION clear_tenant_context() RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path FROM CURRENT
AS $function$
    SELECT set_config('app.current_tenant_id', '', false)
$function$;
COMMENT ON FUNCTION clear_tenant_context() IS
    'Ends the tenant of the session: from here on it sees no row of any tenant.';
REVOKE ALL ON FUNCTION clear_tenant_context() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clear_tenant_context() TO vibecoder_app;

--rollback DROP FUNCTION clear_tenant_context();
