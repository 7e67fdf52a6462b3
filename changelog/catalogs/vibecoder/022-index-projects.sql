--liquibase formatted sql logicalFilePath:catalogs/vibecoder/022-index-projects.sql

--changeset schemuse:022-index-projects
--comment: Serves: projects of a tenant and of a maker; frees the name of a deleted project.
CREATE INDEX projects_organization_id_idx ON projects (organization_id);
CREATE INDEX projects_created_by_id_idx ON projects (created_by_id);
CREATE UNIQUE INDEX projects_organization_id_name_key ON projects (organization_id, name) WHERE deleted_at IS NULL;

--rollback DROP INDEX projects_organization_id_name_key;
--rollback DROP INDEX projects_created_by_id_idx;
--rollback DROP INDEX projects_organization_id_idx;
