--liquibase formatted sql logicalFilePath:catalogs/vibecoder/048-create-keep-names-in-step-function.sql

--changeset schemuse:048-create-keep-names-in-step-function splitStatements:false rollbackSplitStatements:false stripComments:false labels:optional,evolution,full-name-2
--comment: Rename of users.name, phase 2: what writes one name writes both.
CREATE FUNCTION keep_names_in_step() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.full_name := coalesce(NEW.full_name, NEW.name);
        NEW.name := NEW.full_name;
    ELSIF NEW.full_name IS DISTINCT FROM OLD.full_name THEN
        NEW.name := NEW.full_name;
    ELSIF NEW.name IS DISTINCT FROM OLD.name THEN
        NEW.full_name := NEW.name;
    END IF;
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION keep_names_in_step() IS
    'Writes users.name and users.full_name to the same value while both are in use; where a statement changes both, full_name wins.';
REVOKE ALL ON FUNCTION keep_names_in_step() FROM PUBLIC;

--rollback DROP FUNCTION keep_names_in_step();
