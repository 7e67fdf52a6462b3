--liquibase formatted sql logicalFilePath:catalogs/promptpal/004-create-current-user-id-function.sql

--changeset schemuse:004-create-current-user-id-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Row-level security asks this function who is signed in.
CREATE FUNCTION current_user_id() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    -- No search_path of its own: names are resolved here and now, and PostgreSQL puts the expression into each query.
    -- The setting of a plain server first, then what Supabase verified. Missing, empty and garbage all mean: nobody.
    -- Claims that are no JSON are an error. CASE keeps garbage away from the cast.
    RETURN CASE
        WHEN coalesce(
            nullif(current_setting('app.current_user_id', true), ''),
            nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
        ) ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
        THEN coalesce(
            nullif(current_setting('app.current_user_id', true), ''),
            nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
        )::uuid
    END;
COMMENT ON FUNCTION current_user_id() IS
    'The signed-in user, from the setting app.current_user_id, else from the claim sub in request.jwt.claims; NULL when there is none. Call it as (SELECT current_user_id()).';
REVOKE ALL ON FUNCTION current_user_id() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_user_id() TO promptpal_app;

--rollback DROP FUNCTION current_user_id();
