--liquibase formatted sql logicalFilePath:catalogs/triberspace/003-create-generate-public-id-function.sql

--changeset schemuse:003-create-generate-public-id-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The default of every public_id.
CREATE FUNCTION generate_public_id() RETURNS text
    LANGUAGE sql VOLATILE PARALLEL SAFE
    SET search_path FROM CURRENT
AS $function$
    -- Nine bytes are twelve characters of base64 without padding. The bytes of the UUID that hold its version and its
    -- variant are left out, so all 72 bits are random.
    SELECT translate(encode(substring(bytes FROM 1 FOR 6) || substring(bytes FROM 11 FOR 3), 'base64'), '+/', '-_')
    FROM (SELECT uuid_send(gen_random_uuid()) AS bytes) AS random
$function$;
COMMENT ON FUNCTION generate_public_id() IS
    'Twelve random characters of A-Za-z0-9_-, as a nanoid has them.';
REVOKE ALL ON FUNCTION generate_public_id() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION generate_public_id() TO triberspace_app;

--rollback DROP FUNCTION generate_public_id();
