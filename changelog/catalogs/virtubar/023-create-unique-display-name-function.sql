--liquibase formatted sql logicalFilePath:catalogs/virtubar/023-create-unique-display-name-function.sql

--changeset schemuse:023-create-unique-display-name-function labels:phase1 splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Finds a display name that is free.
CREATE FUNCTION unique_display_name(wanted text) RETURNS text
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
DECLARE
    candidate text := btrim(wanted);
    suffix integer := 1;
BEGIN
    -- Two who want the same name at once: the second waits for the first to commit, and then sees the name taken.
    PERFORM pg_advisory_xact_lock(hashtextextended('profiles.display_name ' || lower(candidate), 0));
    WHILE EXISTS (SELECT FROM profiles p WHERE lower(p.display_name) = lower(candidate)) LOOP
        suffix := suffix + 1;
        candidate := btrim(wanted) || '#' || suffix;
    END LOOP;
    RETURN candidate;
END
$function$;
COMMENT ON FUNCTION unique_display_name(text) IS
    'The name itself where nobody has it, else name#2, name#3 and so on; case does not count. It stays free for the caller until the transaction ends.';
REVOKE ALL ON FUNCTION unique_display_name(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unique_display_name(text) TO virtubar_app;

--rollback DROP FUNCTION unique_display_name(text);
