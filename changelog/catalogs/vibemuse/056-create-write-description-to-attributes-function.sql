--liquibase formatted sql logicalFilePath:catalogs/vibemuse/056-create-write-description-to-attributes-function.sql

--changeset schemuse:056-create-write-description-to-attributes-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that writes objects.description into the attribute Desc.
CREATE FUNCTION write_description_to_attributes() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
DECLARE
    its_name CONSTANT text := CASE WHEN EXISTS (
            SELECT FROM attributes a
            WHERE a.object_id = NEW.id AND a.name = 'Desc' AND NOT is_description(a.name, a.definition_id)
        ) THEN 'builtin.Desc' ELSE 'Desc' END;
BEGIN
    IF NEW.description IS NULL THEN
        DELETE FROM attributes a
        WHERE a.object_id = NEW.id AND a.name = its_name AND a.value #>> '{}' IS NOT NULL;
    ELSE
        INSERT INTO attributes AS a (object_id, name, value, flags, definition_id)
        SELECT NEW.id, its_name, to_jsonb(NEW.description), coalesce(d.flags, '{}'), d.id
        FROM (SELECT) AS one
        LEFT JOIN attribute_definitions d ON d.object_id IS NULL AND d.name = 'Desc'
        ON CONFLICT (object_id, name) DO UPDATE SET value = excluded.value
            WHERE a.value #>> '{}' IS DISTINCT FROM excluded.value #>> '{}';
    END IF;
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION write_description_to_attributes() IS
    'Writes objects.description into the attribute Desc of the object, and deletes that where it becomes NULL.';
REVOKE ALL ON FUNCTION write_description_to_attributes() FROM PUBLIC;

--rollback DROP FUNCTION write_description_to_attributes();
