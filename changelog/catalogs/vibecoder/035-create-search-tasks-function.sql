--liquibase formatted sql logicalFilePath:catalogs/vibecoder/035-create-search-tasks-function.sql

--changeset schemuse:035-create-search-tasks-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Full-text search that keeps to the tenant and still uses its index.
CREATE FUNCTION search_tasks(query text, max_results integer DEFAULT NULL) RETURNS SETOF tasks
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path FROM CURRENT
AS $function$
BEGIN
    -- Text search is not leakproof, so behind a policy its index is never used. This function runs past the policy, with
    -- the rights of the owner, and therefore tests the tenant itself. EXECUTE plans each call with its values: the planner
    -- knows how many tasks this tenant has, how many have the words and how many are wanted, and chooses between the index
    -- of the words and that of the newest tasks.
    RETURN QUERY EXECUTE $query$
        SELECT t.*
        FROM tasks t
        WHERE t.organization_id = $1
            AND t.deleted_at IS NULL
            AND to_tsvector('english', t.title || ' ' || coalesce(t.description, '')) @@ websearch_to_tsquery('english', $2)
        ORDER BY t.created_at DESC, t.id
        LIMIT $3
    $query$ USING current_tenant_id(), query, max_results;
END
$function$;
COMMENT ON FUNCTION search_tasks(text, integer) IS
    'Live tasks of the current tenant with these words in title or description, newest first; at most max_results of them, or all without it. Takes what people type into a search box: words, "phrases", OR, -not.';
REVOKE ALL ON FUNCTION search_tasks(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_tasks(text, integer) TO vibecoder_app;

--rollback DROP FUNCTION search_tasks(text, integer);
