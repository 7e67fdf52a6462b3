--liquibase formatted sql logicalFilePath:catalogs/vibemuse/036-create-refuse-audit-rewrite-function.sql

--changeset schemuse:036-create-refuse-audit-rewrite-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that refuses changes to the audit trail.
CREATE FUNCTION refuse_audit_rewrite() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
AS $function$
BEGIN
    RAISE EXCEPTION 'audit_logs can be added to, never changed: % refused', TG_OP
        USING ERRCODE = 'object_not_in_prerequisite_state';
END
$function$;
COMMENT ON FUNCTION refuse_audit_rewrite() IS 'Refuses UPDATE, DELETE and TRUNCATE on audit_logs to everybody.';
REVOKE ALL ON FUNCTION refuse_audit_rewrite() FROM PUBLIC;

--rollback DROP FUNCTION refuse_audit_rewrite();
