--liquibase formatted sql logicalFilePath:catalogs/vibecoder/023-index-tasks.sql

--changeset schemuse:023-index-tasks
--comment: Serves: tasks of a project, a tenant, an assignee and a maker, and those of a tenant by status.
CREATE INDEX tasks_project_id_idx ON tasks (project_id);
CREATE INDEX tasks_organization_id_idx ON tasks (organization_id);
CREATE INDEX tasks_assigned_to_id_idx ON tasks (assigned_to_id);
CREATE INDEX tasks_created_by_id_idx ON tasks (created_by_id);
CREATE INDEX tasks_organization_status_idx ON tasks (organization_id, status);

--rollback DROP INDEX tasks_organization_status_idx;
--rollback DROP INDEX tasks_created_by_id_idx;
--rollback DROP INDEX tasks_assigned_to_id_idx;
--rollback DROP INDEX tasks_organization_id_idx;
--rollback DROP INDEX tasks_project_id_idx;
