--liquibase formatted sql logicalFilePath:catalogs/vibemuse/057-create-write-attribute-to-description-function.sql

--changeset schemuse:057-create-write-attribute-to-description-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that writes the attribute Desc into objects.description.
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
