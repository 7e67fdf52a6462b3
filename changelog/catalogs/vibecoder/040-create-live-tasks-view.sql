--liquibase formatted sql logicalFilePath:catalogs/vibecoder/040-create-live-tasks-view.sql

--changeset schemuse:040-create-live-tasks-view
--comment: What an application reads of tasks: those that are not deleted.
CREATE VIEW live_tasks WITH (security_invoker = true) AS
SELECT id, title, description, status, project_id, organization_id, assigned_to_id, created_by_id, due_date, created_at, updated_at
FROM tasks
WHERE deleted_at IS NULL;
GRANT SELECT ON live_tasks TO vibecoder_app;
COMMENT ON VIEW live_tasks IS 'The tasks that are not deleted, of the current tenant.';

--rollback DROP VIEW live_tasks;
