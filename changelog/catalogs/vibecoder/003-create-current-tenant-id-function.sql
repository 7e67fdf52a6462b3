--liquibase formatted sql logicalFilePath:catalogs/vibecoder/003-create-current-tenant-id-function.sql

--changeset schemuse:003-create-current-tenant-id-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Row-level security asks this function for the tenant.
CREATE FUNCTION current_tenant_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    -- No search_path of its own: names are resolved here and now, and PostgreSQL puts the expression into each query.
    -- Missing, empty (what SET LOCAL leaves behind) and garbage all mean: no tenant. CASE keeps garbage away from the cast.
    RETURN CASE
        WHEN current_setting('app.current_tenant_id', true)
            ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
        THEN current_setting('app.current_tenant_id', true)::uuid
    END;
COMMENT ON FUNCTION current_tenant_id() IS
    'The tenant of the session, from the setting app.current_tenant_id; NULL when it is missing, empty or no UUID. Call it as (SELECT current_tenant_id()).';
REVOKE ALL ON FUNCTION current_tenant_id() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_tenant_id() TO vibecoder_app;

--rollback DROP FUNCTION current_tenant_id();
