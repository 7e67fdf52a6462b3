--liquibase formatted sql logicalFilePath:catalogs/vibecoder/056-index-project-templates.sql

--changeset schemuse:056-index-project-templates labels:optional,evolution,project-templates
--comment: Serves: templates of a tenant.
CREATE INDEX project_templates_organization_id_idx ON project_templates (organization_id);

--rollback DROP INDEX project_templates_organization_id_idx;
