--liquibase formatted sql logicalFilePath:catalogs/vibecoder/004-create-set-tenant-context-function.sql

--changeset schemuse:004-create-set-tenant-context-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Puts a session into a tenant, as the first call of a request.
CREATE FUNCTION set_tenant_context(tenant_id uuid) RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path FROM CURRENT
AS $function$
    SELECT set_config('app.current_tenant_id', tenant_id::text, false)
$function$;
COMMENT ON FUNCTION set_tenant_context(uuid) IS
    'Sets the tenant of the session until it is set again, also after COMMIT. In a pool, use the form with is_local.';
REVOKE ALL ON FUNCTION set_tenant_context(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_tenant_context(uuid) TO vibecoder_app;

--rollback DROP FUNCTION set_tenant_context(uuid);
