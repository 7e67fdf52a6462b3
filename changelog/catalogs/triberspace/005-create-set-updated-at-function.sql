--liquibase formatted sql logicalFilePath:catalogs/triberspace/005-create-set-updated-at-function.sql

--changeset schemuse:005-create-set-updated-at-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that keeps updated_at true.
CREATE FUNCTION set_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$function$;
COMMENT ON FUNCTION set_updated_at() IS
    'Sets updated_at to the time of the transaction, whatever the statement said.';
REVOKE ALL ON FUNCTION set_updated_at() FROM PUBLIC;

--rollback DROP FUNCTION set_updated_at();
