--liquibase formatted sql logicalFilePath:catalogs/vibemuse/055-create-is-description-function.sql

--changeset schemuse:055-create-is-description-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Whether a value is the description of its object.
CREATE FUNCTION is_description(attribute_name text, definition uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path FROM CURRENT
AS $function$
    -- An attribute that an object defines under the same name is another one; the built-in one is called so beside it.
    SELECT attribute_name = 'builtin.Desc' OR attribute_name = 'Desc' AND NOT EXISTS (
        SELECT FROM attribute_definitions d WHERE d.id = definition AND d.object_id IS NOT NULL)
$function$;
COMMENT ON FUNCTION is_description(text, uuid) IS
    'Whether a value with this name and definition is what objects.description says.';
REVOKE ALL ON FUNCTION is_description(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_description(text, uuid) TO vibemuse_app;

--rollback DROP FUNCTION is_description(text, uuid);
