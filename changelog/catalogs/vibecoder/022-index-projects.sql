--liquibase formatted sql logicalFilePath:catalogs/vibecoder/022-index-projects.sql

--changeset schemuse:022-index-projects
--comment: Serves: projects of a tenant and of a maker. The key frees the name of a deleted project, and ON CONFLICT (organization_id, name, deleted_at) can name it.
CREATE INDEX projects_organization_id_idx ON projects (organization_id);
CREATE INDEX projects_created_by_id_idx ON projects (created_by_id);
ALTER TABLE projects
    ADD CONSTRAINT projects_organization_id_name_deleted_at_key UNIQUE NULLS NOT DISTINCT (organization_id, name, deleted_at);

--rollback ALTER TABLE projects DROP CONSTRAINT projects_organization_id_name_deleted_at_key;
--rollback DROP INDEX projects_created_by_id_idx;
--rollback DROP INDEX projects_organization_id_idx;
