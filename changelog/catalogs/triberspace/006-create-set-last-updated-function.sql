--liquibase formatted sql logicalFilePath:catalogs/triberspace/006-create-set-last-updated-function.sql

--changeset schemuse:006-create-set-last-updated-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that keeps last_updated true.
CREATE FUNCTION set_last_updated() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    NEW.last_updated := now();
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION set_last_updated() IS
    'Sets last_updated to the time of the transaction, whatever the statement said.';
REVOKE ALL ON FUNCTION set_last_updated() FROM PUBLIC;

--rollback DROP FUNCTION set_last_updated();
