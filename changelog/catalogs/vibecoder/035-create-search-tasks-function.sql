--liquibase formatted sql logicalFilePath:catalogs/vibecoder/035-create-search-tasks-function.sql

--changeset schemuse:035-create-search-tasks-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Full-text search that keeps to the tenant and still uses its index.
CREATE FUNCTION search_tasks(query text) RETURNS SETOF tasks
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path FROM CURRENT
AS $function$
    -- Text search is not leakproof, so behind a policy its index is never used. This function runs past the policy,
    -- with the rights of the owner, and therefore tests the tenant itself: by a plain call, which lets the planner look up
    -- how many tasks this tenant has and choose between its index and that of the words.
    SELECT t.*
    FROM tasks t
    WHERE t.organization_id = current_tenant_id()
        AND t.deleted_at IS NULL
        AND to_tsvector('english', t.title || ' ' || coalesce(t.description, '')) @@ websearch_to_tsquery('english', query)
    ORDER BY t.created_at DESC, t.id
$function$;
COMMENT ON FUNCTION search_tasks(text) IS
    'Live tasks of the current tenant with these words in title or description, newest first. Takes what people type into a search box: words, "phrases", OR, -not.';
REVOKE ALL ON FUNCTION search_tasks(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_tasks(text) TO vibecoder_app;

--rollback DROP FUNCTION search_tasks(text);
