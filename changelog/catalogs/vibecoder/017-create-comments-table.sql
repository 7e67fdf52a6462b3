--liquibase formatted sql logicalFilePath:catalogs/vibecoder/017-create-comments-table.sql

--changeset schemuse:017-create-comments-table
--comment: What users say about a task.
CREATE TABLE comments (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    task_id uuid NOT NULL,
    organization_id uuid NOT NULL
        CONSTRAINT comments_organization_id_fkey REFERENCES organizations (id) ON DELETE CASCADE,
    created_by_id uuid,
    content text NOT NULL
        CONSTRAINT comments_content_not_blank CHECK (content ~ '[^[:space:]]'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    CONSTRAINT comments_task_fk FOREIGN KEY (organization_id, task_id)
        REFERENCES tasks (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT comments_created_by_fk FOREIGN KEY (organization_id, created_by_id)
        REFERENCES users (organization_id, id) ON DELETE SET NULL (created_by_id)
);
COMMENT ON TABLE comments IS 'What users of a tenant say about a task.';
COMMENT ON COLUMN comments.id IS 'Identity of the comment.';
COMMENT ON COLUMN comments.task_id IS 'The task it is about, of the same tenant.';
COMMENT ON COLUMN comments.organization_id IS 'The tenant the row belongs to.';
COMMENT ON COLUMN comments.created_by_id IS 'The user of the same tenant who wrote it; NULL once that user is gone.';
COMMENT ON COLUMN comments.content IS 'The text.';
COMMENT ON COLUMN comments.created_at IS 'When the row was made.';
COMMENT ON COLUMN comments.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN comments.deleted_at IS 'When the row was deleted softly; NULL while it lives.';

--rollback DROP TABLE comments;
