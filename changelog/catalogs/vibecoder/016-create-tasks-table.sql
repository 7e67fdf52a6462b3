--liquibase formatted sql logicalFilePath:catalogs/vibecoder/016-create-tasks-table.sql

--changeset schemuse:016-create-tasks-table
--comment: Single pieces of work.
CREATE TABLE tasks (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    title text NOT NULL
        CONSTRAINT tasks_title_not_blank CHECK (title ~ '[^[:space:]]'),
    description text,
    status text NOT NULL DEFAULT 'todo'
        CONSTRAINT tasks_status_known CHECK (status IN ('todo', 'in_progress', 'done')),
    project_id uuid NOT NULL,
    organization_id uuid NOT NULL
        CONSTRAINT tasks_organization_id_fkey REFERENCES organizations (id) ON DELETE CASCADE,
    assigned_to_id uuid,
    created_by_id uuid,
    due_date timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    CONSTRAINT tasks_organization_id_id_key UNIQUE (organization_id, id),
    CONSTRAINT tasks_project_fk FOREIGN KEY (organization_id, project_id)
        REFERENCES projects (organization_id, id) ON DELETE CASCADE,
    CONSTRAINT tasks_assigned_to_fk FOREIGN KEY (organization_id, assigned_to_id)
        REFERENCES users (organization_id, id) ON DELETE SET NULL (assigned_to_id),
    CONSTRAINT tasks_created_by_fk FOREIGN KEY (organization_id, created_by_id)
        REFERENCES users (organization_id, id) ON DELETE SET NULL (created_by_id)
);
COMMENT ON TABLE tasks IS 'Single pieces of work within a project.';
COMMENT ON COLUMN tasks.id IS 'Identity of the task.';
COMMENT ON COLUMN tasks.title IS 'What is to be done, in one line.';
COMMENT ON COLUMN tasks.description IS 'What is to be done, at length.';
COMMENT ON COLUMN tasks.status IS 'How far it is.';
COMMENT ON COLUMN tasks.project_id IS 'The project it belongs to, of the same tenant.';
COMMENT ON COLUMN tasks.organization_id IS 'The tenant the row belongs to.';
COMMENT ON COLUMN tasks.assigned_to_id IS 'The user of the same tenant who is to do it; NULL while nobody is.';
COMMENT ON COLUMN tasks.created_by_id IS 'The user of the same tenant who made the task; NULL once that user is gone.';
COMMENT ON COLUMN tasks.due_date IS 'When it is to be done.';
COMMENT ON COLUMN tasks.created_at IS 'When the row was made.';
COMMENT ON COLUMN tasks.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN tasks.deleted_at IS 'When the row was deleted softly; NULL while it lives.';

--rollback DROP TABLE tasks;
