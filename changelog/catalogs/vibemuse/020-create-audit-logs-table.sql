--liquibase formatted sql logicalFilePath:catalogs/vibemuse/020-create-audit-logs-table.sql

--changeset schemuse:020-create-audit-logs-table
--comment: The audit trail.
CREATE TABLE audit_logs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    table_name text NOT NULL,
    record_id uuid,
    action text NOT NULL
        CONSTRAINT audit_logs_action_known CHECK (action IN ('INSERT', 'UPDATE', 'DELETE')),
    old_data jsonb,
    new_data jsonb,
    changed_by uuid,
    changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE audit_logs IS 'Audit trail: one row for each changed row. It can be added to, never changed.';
COMMENT ON COLUMN audit_logs.id IS 'Identity of the entry.';
COMMENT ON COLUMN audit_logs.table_name IS 'The table that was changed.';
COMMENT ON COLUMN audit_logs.record_id IS 'The id of the row that was changed.';
COMMENT ON COLUMN audit_logs.action IS 'What was done.';
COMMENT ON COLUMN audit_logs.old_data IS 'The row before, without secrets; NULL for an INSERT.';
COMMENT ON COLUMN audit_logs.new_data IS 'The row after, without secrets; NULL for a DELETE.';
COMMENT ON COLUMN audit_logs.changed_by IS 'The signed-in user, if any. Not a foreign key: the trail outlives the user.';
COMMENT ON COLUMN audit_logs.changed_at IS 'When it was done.';

--rollback DROP TABLE audit_logs;
