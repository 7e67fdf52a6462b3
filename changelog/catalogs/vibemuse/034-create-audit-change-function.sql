--liquibase formatted sql logicalFilePath:catalogs/vibemuse/034-create-audit-change-function.sql

--changeset schemuse:034-create-audit-change-function splitStatements:false rollbackSplitStatements:false stripComments:false
--comment: The trigger function that writes the audit trail.
CREATE FUNCTION audit_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT
AS $function$
DECLARE
    -- Secrets never reach the trail, not even as hashes, and neither does what a policy hides from those who read it:
    -- what people write to each other, and how to reach them.
    secrets CONSTANT text[] := ARRAY['password_hash', 'session_token_hash', 'email', 'profile', 'ip_address', 'user_agent',
        'content', 'metadata'];
    old_row jsonb;
    new_row jsonb;
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        old_row := to_jsonb(OLD) - secrets;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        new_row := to_jsonb(NEW) - secrets;
    END IF;
    INSERT INTO audit_logs (table_name, record_id, action, old_data, new_data, changed_by)
    VALUES (TG_TABLE_NAME, (coalesce(new_row, old_row) ->> 'id')::uuid, TG_OP, old_row, new_row, current_user_id());
    RETURN NULL;
END
$function$;
COMMENT ON FUNCTION audit_change() IS
    'Writes one row of audit_logs for the row that was changed. Runs with the rights of the owner: nobody else may write there.';
REVOKE ALL ON FUNCTION audit_change() FROM PUBLIC;

--rollback DROP FUNCTION audit_change();
