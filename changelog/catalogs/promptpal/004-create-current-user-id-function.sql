--liquibase formatted sql logicalFilePath:catalogs/promptpal/004-create-current-user-id-function.sql

--changeset schemuse:004-create-current-user-id-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Row-level security asks this function who is signed in.
CREATE FUNCTION current_user_id() RETURNS uuid
    LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $function$
-- Every name says that it is PostgreSQL's own, so this needs no search_path: setting one costs more than all the rest.
-- PL/pgSQL keeps what it has prepared for the next call; the same expression within the query is prepared each time.
DECLARE
    context pg_catalog.text := pg_catalog.current_setting('request.jwt.claims', true);
BEGIN
    -- What Supabase verified comes first. The setting of a plain server counts only if there are no claims at all: claims
    -- without a user are those of nobody. Claims that are not JSON are an error.
    IF pg_catalog.textne(context, '') THEN
        context := pg_catalog.jsonb_object_field_text(context::pg_catalog.jsonb, 'sub');
    ELSE
        context := pg_catalog.current_setting('app.current_user_id', true);
    END IF;
    -- Missing, empty and garbage all mean: nobody. The second test finds what is no digit, and a fifth hyphen; one
    -- regular expression for the whole form takes longer.
    IF pg_catalog.like(context, '________-____-____-____-____________')
        AND pg_catalog.textregexne(context, '[^0-9a-fA-F-]|(-.*){5}') THEN
        RETURN context::pg_catalog.uuid;
    END IF;
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION current_user_id() IS
    'The signed-in user: the claim sub in request.jwt.claims, or the setting app.current_user_id if there are no claims; NULL if there is none. Call it as (SELECT current_user_id()).';
REVOKE ALL ON FUNCTION current_user_id() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_user_id() TO promptpal_app;

--rollback DROP FUNCTION current_user_id();
