--liquibase formatted sql logicalFilePath:catalogs/promptpal/013-create-usage-tracking-table.sql

--changeset schemuse:013-create-usage-tracking-table
--comment: What users did, and when.
CREATE TABLE usage_tracking (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL,
    prompt_id uuid,
    action varchar(50) NOT NULL
        CONSTRAINT usage_tracking_action_not_blank CHECK (action ~ '[^[:space:]]'),
    metadata jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    created_by uuid,
    updated_by uuid,
    CONSTRAINT usage_tracking_prompt_fk FOREIGN KEY (prompt_id, user_id)
        REFERENCES prompts (id, user_id) ON DELETE SET NULL (prompt_id)
);
COMMENT ON TABLE usage_tracking IS 'What users did, and when.';
COMMENT ON COLUMN usage_tracking.id IS 'Identity of the event.';
COMMENT ON COLUMN usage_tracking.user_id IS 'The user it belongs to; nobody else sees it.';
COMMENT ON COLUMN usage_tracking.prompt_id IS 'The prompt it was done with, of the same user; NULL for none, also once the prompt is gone.';
COMMENT ON COLUMN usage_tracking.action IS 'What was done.';
COMMENT ON COLUMN usage_tracking.metadata IS 'What the application keeps about it.';
COMMENT ON COLUMN usage_tracking.created_at IS 'When the row was made.';
COMMENT ON COLUMN usage_tracking.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN usage_tracking.deleted_at IS 'When the row was deleted softly; NULL while it lives.';
COMMENT ON COLUMN usage_tracking.created_by IS 'The user who made the row; kept by a trigger, NULL once that user is gone.';
COMMENT ON COLUMN usage_tracking.updated_by IS 'The user who last changed the row; kept by a trigger, NULL once that user is gone.';

--rollback DROP TABLE usage_tracking;
