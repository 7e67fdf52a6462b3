--liquibase formatted sql logicalFilePath:catalogs/import-ledger/006-create-closed-by-import-function.sql

--changeset schemuse:006-create-closed-by-import-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: Refuses readers of tables that an unfinished import has closed; its message names the import and the remedy.
CREATE FUNCTION closed_by_import(message text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    RAISE EXCEPTION '%', message
        USING ERRCODE = 'object_not_in_prerequisite_state';
END
$function$;
COMMENT ON FUNCTION closed_by_import(text) IS
    'Raises its argument with SQLSTATE 55000. An import puts it into a restrictive policy of each table that it loads, until it is finished or undone.';
-- A policy calls it with the rights of the reader, who may be any role that has grants on the tables.
REVOKE ALL ON FUNCTION closed_by_import(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION closed_by_import(text) TO PUBLIC;

--rollback DROP FUNCTION closed_by_import(text);
