--liquibase formatted sql logicalFilePath:catalogs/vibemuse/007-create-current-user-id-function.sql

--changeset schemuse:007-create-current-user-id-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Row-level security asks this function who is signed in.
CREATE FUNCTION current_user_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    -- No search_path of its own: names are resolved here and now, and PostgreSQL puts the expression into each query.
    -- Missing, empty (what SET LOCAL leaves behind) and garbage all mean: nobody. CASE keeps garbage away from the cast.
    RETURN CASE
        WHEN current_setting('app.current_user_id', true)
            ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
        THEN current_setting('app.current_user_id', true)::uuid
    END;
COMMENT ON FUNCTION current_user_id() IS
    'The signed-in user, from the setting app.current_user_id; NULL when it is missing, empty or no UUID. Call it as (SELECT current_user_id()).';
REVOKE ALL ON FUNCTION current_user_id() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_user_id() TO vibemuse_app;

--rollback DROP FUNCTION current_user_id();
