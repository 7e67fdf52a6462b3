--liquibase formatted sql logicalFilePath:catalogs/vibecoder/053-drop-keep-names-in-step-function.sql

--changeset schemuse:053-drop-keep-names-in-step-function splitStatements:false rollbackSplitStatements:false stripComments:false labels:optional,evolution,full-name-5
--comment: Rename of users.name, phase 5, contract: what kept the names in step goes too.
DROP FUNCTION keep_names_in_step();

--rollback CREATE FUNCTION keep_names_in_step() RETURNS trigger
--rollback     LANGUAGE plpgsql
--rollback     SET search_path FROM CURRENT
--rollback AS $function$
--rollback BEGIN
--rollback     IF TG_OP = 'INSERT' THEN
--rollback         NEW.full_name := coalesce(NEW.full_name, NEW.name);
--rollback         NEW.name := NEW.full_name;
--rollback     ELSIF NEW.full_name IS DISTINCT FROM OLD.full_name THEN
--rollback         NEW.name := NEW.full_name;
--rollback     ELSIF NEW.name IS DISTINCT FROM OLD.name THEN
--rollback         NEW.full_name := NEW.name;
--rollback     END IF;
--rollback     RETURN NEW;
--rollback END
--rollback $function$;
--rollback COMMENT ON FUNCTION keep_names_in_step() IS
--rollback     'Writes users.name and users.full_name to the same value while both are in use; where a statement changes both, full_name wins.';
--rollback REVOKE ALL ON FUNCTION keep_names_in_step() FROM PUBLIC;
