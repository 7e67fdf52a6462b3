--liquibase formatted sql logicalFilePath:catalogs/import-ledger/007-create-refuse-during-import-function.sql

--changeset schemuse:007-create-refuse-during-import-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that lets only the import itself write while it is unfinished.
CREATE FUNCTION refuse_during_import() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
DECLARE
    owner CONSTANT oid := (SELECT relowner FROM pg_class WHERE oid = TG_RELID);
BEGIN
    -- The setting alone is not enough: anybody may set it. Of a function that runs with the owner's rights it is the
    -- session that counts.
    IF current_setting('schemuse.import', true) = TG_ARGV[0]
        AND pg_has_role(current_user, owner, 'USAGE')
        AND pg_has_role(session_user, owner, 'MEMBER') THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '%', TG_ARGV[1]
        USING ERRCODE = 'object_not_in_prerequisite_state';
END
$function$;
COMMENT ON FUNCTION refuse_during_import() IS
    'Raises its second argument with SQLSTATE 55000, unless the session belongs to the import that the first one names. An import creates triggers with it when it begins and drops them when it is finished or undone.';
REVOKE ALL ON FUNCTION refuse_during_import() FROM PUBLIC;

--rollback DROP FUNCTION refuse_during_import();
