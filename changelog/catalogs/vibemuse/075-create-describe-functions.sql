--liquibase formatted sql logicalFilePath:catalogs/vibemuse/075-create-describe-functions.sql

--changeset schemuse:075-create-describe-functions splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger functions that keep objects.description and the attribute Desc equal.
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

CREATE FUNCTION write_attribute_to_description() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    IF TG_OP <> 'INSERT' AND is_description(OLD.name, OLD.definition_id) THEN
        UPDATE objects o SET description = NULL
        WHERE o.id = OLD.object_id AND o.description IS NOT NULL
            AND NOT EXISTS (
                SELECT FROM attributes a
                WHERE a.object_id = o.id AND a.name IN ('Desc', 'builtin.Desc') AND is_description(a.name, a.definition_id)
            );
    END IF;
    IF TG_OP <> 'DELETE' AND is_description(NEW.name, NEW.definition_id) THEN
        UPDATE objects o SET description = NEW.value #>> '{}'
        WHERE o.id = NEW.object_id AND o.description IS DISTINCT FROM NEW.value #>> '{}';
    END IF;
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION write_attribute_to_description() IS
    'Writes the attribute Desc into objects.description of its object.';
REVOKE ALL ON FUNCTION write_attribute_to_description() FROM PUBLIC;

--rollback DROP FUNCTION write_attribute_to_description();
--rollback DROP FUNCTION write_description_to_attributes();
--rollback DROP FUNCTION is_description(text, uuid);
