--liquibase formatted sql logicalFilePath:catalogs/vibecoder/055-create-project-templates-table.sql

--changeset schemuse:055-create-project-templates-table labels:optional,evolution,project-templates
--comment: A safe addition: a table that no code knows yet.
CREATE TABLE project_templates (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL
        CONSTRAINT project_templates_name_not_blank CHECK (name ~ '[^[:space:]]'),
    organization_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT project_templates_organization_fk FOREIGN KEY (organization_id)
        REFERENCES organizations (id) ON DELETE CASCADE
);
COMMENT ON TABLE project_templates IS 'Patterns that a tenant makes projects from.';
COMMENT ON COLUMN project_templates.id IS 'Identity of the template.';
COMMENT ON COLUMN project_templates.name IS 'Name of the template.';
COMMENT ON COLUMN project_templates.organization_id IS 'The tenant the row belongs to.';
COMMENT ON COLUMN project_templates.created_at IS 'When the row was made.';

--rollback DROP TABLE project_templates;
