--liquibase formatted sql logicalFilePath:catalogs/vibecoder/015-create-projects-table.sql

--changeset schemuse:015-create-projects-table
--comment: Work of a tenant.
CREATE TABLE projects (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL
        CONSTRAINT projects_name_not_blank CHECK (name ~ '[^[:space:]]'),
    description text,
    organization_id uuid NOT NULL
        CONSTRAINT projects_organization_id_fkey REFERENCES organizations (id) ON DELETE CASCADE,
    created_by_id uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    CONSTRAINT projects_organization_id_id_key UNIQUE (organization_id, id),
    CONSTRAINT projects_created_by_fk FOREIGN KEY (organization_id, created_by_id)
        REFERENCES users (organization_id, id) ON DELETE SET NULL (created_by_id)
);
COMMENT ON TABLE projects IS 'Containers of work within a tenant.';
COMMENT ON COLUMN projects.id IS 'Identity of the project.';
COMMENT ON COLUMN projects.name IS 'Name; unique within the tenant among projects that live.';
COMMENT ON COLUMN projects.description IS 'What the project is about.';
COMMENT ON COLUMN projects.organization_id IS 'The tenant the row belongs to.';
COMMENT ON COLUMN projects.created_by_id IS 'The user of the same tenant who made it; NULL once that user is gone.';
COMMENT ON COLUMN projects.created_at IS 'When the row was made.';
COMMENT ON COLUMN projects.updated_at IS 'When the row was last changed; kept by a trigger.';
COMMENT ON COLUMN projects.deleted_at IS 'When the row was deleted softly; NULL while it lives.';

--rollback DROP TABLE projects;
