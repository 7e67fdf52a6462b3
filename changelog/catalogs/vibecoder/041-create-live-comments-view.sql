--liquibase formatted sql logicalFilePath:catalogs/vibecoder/041-create-live-comments-view.sql

--changeset schemuse:041-create-live-comments-view
--comment: What an application reads of comments: those that are not deleted.
CREATE VIEW live_comments WITH (security_invoker = true) AS
SELECT id, task_id, organization_id, created_by_id, content, created_at, updated_at
FROM comments
WHERE deleted_at IS NULL;
GRANT SELECT ON live_comments TO vibecoder_app;
COMMENT ON VIEW live_comments IS 'The comments that are not deleted, of the current tenant.';

--rollback DROP VIEW live_comments;
