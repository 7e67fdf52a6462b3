--liquibase formatted sql logicalFilePath:catalogs/vibecoder/005-create-set-tenant-context-scoped-function.sql

--changeset schemuse:005-create-set-tenant-context-scoped-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The form for pooled connections: a tenant for one transaction.
CREATE FUNCTION set_tenant_context(tenant_id uuid, is_local boolean) RETURNS void
    LANGUAGE sql VOLATILE
    SET search_path FROM CURRENT
AS $function$
    SELECT set_config('app.current_tenant_id', tenant_id::text, is_local)
$function$;
COMMENT ON FUNCTION set_tenant_context(uuid, boolean) IS
    'Sets the tenant until the end of the transaction where is_local is true, else of the session. A connection that goes back to a pool after the transaction carries no tenant.';
REVOKE ALL ON FUNCTION set_tenant_context(uuid, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_tenant_context(uuid, boolean) TO vibecoder_app;

--rollback DROP FUNCTION set_tenant_context(uuid, boolean);
