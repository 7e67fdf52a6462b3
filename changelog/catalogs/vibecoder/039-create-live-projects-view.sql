--liquibase formatted sql logicalFilePath:catalogs/vibecoder/039-create-live-projects-view.sql

--changeset schemuse:039-create-live-projects-view
--comment: What an application reads of projects: those that are not deleted.
CREATE VIEW live_projects WITH (security_invoker = true) AS
SELECT id, name, description, organization_id, created_by_id, created_at, updated_at
FROM projects
WHERE deleted_at IS NULL;
GRANT SELECT ON live_projects TO vibecoder_app;
COMMENT ON VIEW live_projects IS 'The projects that are not deleted, of the current tenant.';

--rollback DROP VIEW live_projects;
